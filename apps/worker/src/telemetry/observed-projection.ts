import type { CheckpointMove, CheckpointStore, Decoded, Projection, ProjectionBatch } from '@mizan/es';
import type { TraceOrigin, Tracing } from '@mizan/runtime';
import type { WorkerMetrics } from './worker-metrics';

export interface ProjectionObservers {
  readonly metrics: WorkerMetrics;
  readonly tracing: Tracing;
}

/** Milliseconds after which an event is history: what catches up would only fill the collector. */
const recent = 60_000;

/** What the transaction under way has applied. A projection has one at a time. */
class Applied {
  events = 0;
  readonly orders = new Map<string, TraceOrigin>();

  add({ metadata }: Decoded, now: number): void {
    this.events += 1;
    const { commandId, correlationId, recordedAt } = metadata;
    if (now - Date.parse(recordedAt) < recent) this.orders.set(commandId, { commandId, correlationId });
  }

  clear(): void {
    this.events = 0;
    this.orders.clear();
  }
}

/** The same projection and checkpoints; every transaction is counted, and is a span of each order that it applied. */
export function observed<Tx>(
  projection: Projection<Tx>,
  checkpoints: CheckpointStore<Tx>,
  observers: ProjectionObservers,
): { readonly projection: Projection<Tx>; readonly checkpoints: CheckpointStore<Tx> } {
  const applied = new Applied();
  return {
    projection: {
      name: projection.name,
      version: projection.version,
      open: (tx) => noting(projection.open(tx), applied),
    },
    checkpoints: {
      load: (name) => checkpoints.load(name),
      fail: (name, failure) => checkpoints.fail(name, failure),
      advance: async (move, work) => {
        applied.clear();
        const begun = Date.now();
        await checkpoints.advance(move, work);
        tell(observers, applied, { move, begun });
      },
    },
  };
}

function noting(batch: ProjectionBatch, applied: Applied): ProjectionBatch {
  return {
    apply: (event) => {
      applied.add(event, Date.now());
      return batch.apply(event);
    },
    flush: () => batch.flush(),
  };
}

function tell(
  { metrics, tracing }: ProjectionObservers,
  { events, orders }: Applied,
  { move, begun }: { readonly move: CheckpointMove; readonly begun: number },
): void {
  const ended = Date.now();
  const labels = { projection: move.name };
  metrics.projected.add(labels, events);
  metrics.batches.observe(labels, (ended - begun) / 1000);
  const attributes = { 'mizan.projection': move.name, 'mizan.batch': events };
  for (const follows of orders.values())
    tracing.mark({ name: `project ${move.name}`, kind: 'CONSUMER', attributes, follows }, begun, ended);
}
