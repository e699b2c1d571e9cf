import { Injectable } from '@nestjs/common';
import { addProcessMetrics, Counter, Gauge, Histogram, Metrics, type Sample } from '@mizan/runtime';
import type { ProjectionHealth } from '../operations/projection-health';

const SECONDS = 'in seconds';

/** Everything that the api counts. Labels are routes, codes and names of Mizan's own: never what somebody typed. */
@Injectable()
export class ApiMetrics {
  readonly all = new Metrics();

  readonly requests = this.all.add(
    new Histogram({ name: 'mizan_http_request_duration_seconds', help: `Answers, ${SECONDS}, by route.` }),
  );

  readonly refusals = this.all.add(
    new Counter({ name: 'mizan_http_problems_total', help: 'Problems answered, by code.' }),
  );

  readonly appends = this.all.add(
    new Histogram({ name: 'mizan_append_duration_seconds', help: `Appends, ${SECONDS}, by how they ended.` }),
  );

  readonly appended = this.all.add(
    new Counter({ name: 'mizan_events_appended_total', help: 'Events that this process appended.' }),
  );

  constructor() {
    addProcessMetrics(this.all);
  }

  /** `count` is asked at every scrape. */
  showReaders(count: () => number): void {
    const words = { name: 'mizan_live_readers', help: 'Streams of live entries that are open.' };
    this.all.add(new Gauge(words, () => [{ labels: {}, value: count() }]));
  }

  /** `look` is asked once per metric at every scrape. */
  showProjections(look: () => Promise<readonly ProjectionHealth[]>): void {
    const gauge = (name: string, help: string, value: (of: ProjectionHealth) => number) => {
      const samples = async (): Promise<Sample[]> =>
        (await look()).map((health) => ({ labels: { projection: health.name }, value: value(health) }));
      this.all.add(new Gauge({ name, help }, samples));
    };
    gauge(
      'mizan_projection_lag_events',
      'Events not projected yet, counted up to 1000.',
      ({ lag }) => lag.events,
    );
    gauge('mizan_projection_lag_seconds', 'Age of the oldest event not projected.', ({ lag }) => lag.seconds);
    gauge('mizan_projection_stopped', '1: an event stopped it, and an operator must act.', ({ state }) =>
      state === 'stopped' ? 1 : 0,
    );
  }
}
