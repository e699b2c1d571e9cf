/** One line of the table: larger is better. `floor` is null where there is only something to report. */
export interface Target {
  readonly name: string;
  readonly what: string;
  readonly unit: 'ratio' | 'events/s' | 'ms' | 'MB' | 'bytes';
  readonly floor: number | null;
  readonly aim: number | null;
}

/** What one target came to: its value is the median of the runs. */
export interface Measured {
  readonly target: Target;
  readonly runs: readonly number[];
  /** What the runs were computed from, each list in the order of the runs. The names carry the units. */
  readonly raw: Readonly<Record<string, readonly number[]>>;
}

/** A group of targets that are measured together, interleaved. */
export interface Measure {
  readonly name: string;
  readonly targets: readonly Target[];
  run(say: (words: string) => void): Promise<readonly Measured[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  if (low === undefined || high === undefined) throw new Error('There is no median of no values.');
  return (low + high) / 2;
}

/** The nearest-rank percentile; `share` is between 0 and 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('There is no percentile of no values.');
  return value;
}

export function valueOf({ runs }: Measured): number {
  return median(runs);
}

export function meetsFloor(measured: Measured): boolean {
  return measured.target.floor === null || valueOf(measured) >= measured.target.floor;
}
