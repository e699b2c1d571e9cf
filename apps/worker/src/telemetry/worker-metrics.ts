import type { EventStore } from '@mizan/es';
import { OperationsQueries, type ProjectionStatus, type ReadDatabase } from '@mizan/read-models';
import { addProcessMetrics, Counter, Gauge, Histogram, lagOf, Metrics, type Sample } from '@mizan/runtime';

/** Events that are counted before a scrape has enough. */
const counted = 1_000;

/** Everything that the worker counts. */
export class WorkerMetrics {
  readonly all = new Metrics();

  readonly projected = this.all.add(
    new Counter({ name: 'mizan_events_projected_total', help: 'Events that a projection applied.' }),
  );

  readonly batches = this.all.add(
    new Histogram({ name: 'mizan_projection_batch_seconds', help: 'Transactions of a projection.' }),
  );

  readonly fired = this.all.add(
    new Counter({
      name: 'mizan_timers_fired_total',
      help: 'Commands that a process sent when their time came.',
    }),
  );

  private working: { readonly db: ReadDatabase; readonly store: EventStore } | null = null;

  constructor() {
    addProcessMetrics(this.all);
    const words = { name: 'mizan_worker_at_work', help: '1: this worker projects; 0: it stands by.' };
    this.all.add(new Gauge(words, () => [{ labels: {}, value: this.working ? 1 : 0 }]));
    this.perProjection('mizan_projection_lag_events', 'Events not projected yet, counted up to 1000.', (at) =>
      this.lag(at, 'events'),
    );
    this.perProjection('mizan_projection_lag_seconds', 'Age of the oldest event not projected.', (at) =>
      this.lag(at, 'seconds'),
    );
    this.perProjection('mizan_projection_stopped', '1: an event stopped it.', ({ state }) =>
      Promise.resolve(state === 'stopped' ? 1 : 0),
    );
  }

  get atWork(): boolean {
    return this.working !== null;
  }

  /** From now on, until null, this worker is the one that writes. */
  works(parts: { readonly db: ReadDatabase; readonly store: EventStore } | null): void {
    this.working = parts;
  }

  private perProjection(name: string, help: string, value: (of: ProjectionStatus) => Promise<number>): void {
    const samples = async (): Promise<Sample[]> => {
      const projections = this.working ? await new OperationsQueries(this.working.db).projections() : [];
      return Promise.all(
        projections.map(async (one) => ({ labels: { projection: one.name }, value: await value(one) })),
      );
    };
    this.all.add(new Gauge({ name, help }, samples));
  }

  private async lag({ position }: ProjectionStatus, of: 'events' | 'seconds'): Promise<number> {
    if (!this.working) return 0;
    const question = { after: position, atMost: counted, now: Date.now() };
    return (await lagOf(this.working.store, question))[of];
  }
}
