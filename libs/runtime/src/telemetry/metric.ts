/** Values by label name; a label's value must come from a small, fixed set, never from what people typed. */
export type Labels = Readonly<Record<string, string>>;

export interface MetricWords {
  /** Prometheus name, unit last: `mizan_http_request_duration_seconds`. */
  readonly name: string;
  readonly help: string;
}

/** One line of a scrape. */
export interface Sample {
  /** Appended to the metric's name: `_bucket`, `_sum`, `_count`. */
  readonly suffix?: string;
  readonly labels: Labels;
  readonly value: number;
}

export interface Metric extends MetricWords {
  readonly type: 'counter' | 'gauge' | 'histogram';
  samples(): Iterable<Sample> | Promise<Iterable<Sample>>;
}

/** What only grows. */
export class Counter implements Metric {
  readonly type = 'counter';
  readonly name: string;
  readonly help: string;
  private readonly series = new Map<string, { labels: Labels; value: number }>();

  constructor({ name, help }: MetricWords) {
    this.name = name;
    this.help = help;
  }

  add(labels: Labels = {}, by = 1): void {
    const key = keyOf(labels);
    const known = this.series.get(key);
    if (known) known.value += by;
    else this.series.set(key, { labels, value: by });
  }

  samples(): Iterable<Sample> {
    return this.series.values();
  }
}

/** What is looked at when somebody scrapes. */
export class Gauge implements Metric {
  readonly type: 'gauge' | 'counter';
  readonly name: string;
  readonly help: string;

  /** `type` counter for figures that somebody else counts, such as the processor time of this process. */
  constructor(
    { name, help }: MetricWords,
    readonly samples: () => Iterable<Sample> | Promise<Iterable<Sample>>,
    type: 'gauge' | 'counter' = 'gauge',
  ) {
    this.name = name;
    this.help = help;
    this.type = type;
  }
}

/** A metric's series all have the same labels, named in the same order; a value has no line breaks. */
export function keyOf(labels: Labels): string {
  return Object.values(labels).join('\n');
}
