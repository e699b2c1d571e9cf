/** n of N; `value` is null with a `reason` where there is none. `value` is a proportion unless the metric says otherwise. */
export interface Metric {
  readonly n: number;
  readonly N: number;
  readonly value: number | null;
  readonly reason?: string;
  readonly buckets?: Readonly<Record<string, number>>;
}
