/**
 * n of N. `n` and `value` rest on claims; `contested` says how many of the n the other side disputes, `found` how many
 * are confirmed by findings and rulings (null until there are any). `value` is a proportion unless the metric says
 * otherwise, and null with a `reason` where there is none.
 */
export interface Metric {
  readonly n: number;
  readonly N: number;
  readonly value: number | null;
  readonly contested: number;
  readonly found: number | null;
  readonly reason?: string;
  readonly buckets?: Readonly<Record<string, number>>;
}

export const EMPTY_POPULATION = 'The population is empty: there is nothing to take a share of.';

/** The proportion n / N. */
export function proportion(n: number, N: number, contested = 0): Metric {
  const counts = { n, N, contested, found: null };
  return N === 0 ? { ...counts, value: null, reason: EMPTY_POPULATION } : { ...counts, value: n / N };
}

/** Counts without a value, and why there is none. */
export function withoutValue(N: number, reason: string): Metric {
  return { n: 0, N, value: null, contested: 0, found: null, reason };
}
