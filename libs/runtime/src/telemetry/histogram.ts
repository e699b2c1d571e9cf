import { keyOf, type Labels, type Metric, type MetricWords, type Sample } from './metric';

interface Series {
  readonly labels: Labels;
  /** How many observations each bound holds, not yet added up. */
  readonly counts: number[];
  sum: number;
  count: number;
}

/** Seconds, from a fast read to a write that waits. */
export const DURATION_BOUNDS: readonly number[] = [
  0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/** How observations are spread over upper bounds. */
export class Histogram implements Metric {
  readonly type = 'histogram';
  readonly name: string;
  readonly help: string;
  private readonly series = new Map<string, Series>();

  constructor(
    { name, help }: MetricWords,
    private readonly bounds: readonly number[] = DURATION_BOUNDS,
  ) {
    this.name = name;
    this.help = help;
  }

  observe(labels: Labels, value: number): void {
    const key = keyOf(labels);
    const series = this.series.get(key) ?? this.begin(key, labels);
    const bucket = this.bounds.findIndex((bound) => value <= bound);
    if (bucket >= 0) series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
    series.sum += value;
    series.count += 1;
  }

  *samples(): Iterable<Sample> {
    for (const { labels, counts, sum, count } of this.series.values()) {
      let below = 0;
      for (const [index, bound] of this.bounds.entries()) {
        below += counts[index] ?? 0;
        yield { suffix: '_bucket', labels: { le: String(bound), ...labels }, value: below };
      }
      yield { suffix: '_bucket', labels: { le: '+Inf', ...labels }, value: count };
      yield { suffix: '_sum', labels, value: sum };
      yield { suffix: '_count', labels, value: count };
    }
  }

  private begin(key: string, labels: Labels): Series {
    const series = { labels, counts: this.bounds.map(() => 0), sum: 0, count: 0 };
    this.series.set(key, series);
    return series;
  }
}
