import type { Clock, EventCodec, EventStore } from '@mizan/es';
import type { Settings, Tracing } from '@mizan/runtime';
import type { Log } from './log';
import type { Subscription } from './subscriptions';
import type { WorkerMetrics } from './telemetry/worker-metrics';

/** Everything a worker is given; nothing of it belongs to one turn at the lock. */
export interface WorkerParts {
  readonly settings: Settings;
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: WorkerMetrics;
  readonly tracing: Tracing;
  readonly subscriptions: readonly Subscription[];
}

export const WORKER_PARTS = Symbol('WorkerParts');
