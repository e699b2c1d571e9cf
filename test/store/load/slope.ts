/** Something measured again and again. */
export interface Sample {
  readonly minute: number;
  readonly megabytes: number;
}

/** Least squares: by how many megabytes a minute it grows. */
export function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const x = mean(samples.map(({ minute }) => minute));
  const y = mean(samples.map(({ megabytes }) => megabytes));
  const above = samples.reduce((sum, one) => sum + (one.minute - x) * (one.megabytes - y), 0);
  const below = samples.reduce((sum, one) => sum + (one.minute - x) ** 2, 0);
  return below === 0 ? 0 : above / below;
}

export interface Growth {
  readonly slopes: { readonly whole: number; readonly secondHalf: number };
  readonly most: number;
  readonly words: string;
}

/** How a figure went over the time, in words too. */
export function growthOf(samples: readonly Sample[]): Growth {
  const [first, last] = [samples[0]?.megabytes ?? 0, samples.at(-1)?.megabytes ?? 0];
  const most = Math.max(...samples.map(({ megabytes }) => megabytes));
  const middle = ((samples[0]?.minute ?? 0) + (samples.at(-1)?.minute ?? 0)) / 2;
  const slopes = {
    whole: slopeOf(samples),
    secondHalf: slopeOf(samples.filter(({ minute }) => minute >= middle)),
  };
  const words = `${first.toFixed(1)} MB at first, ${last.toFixed(1)} MB at last, ${most.toFixed(1)} MB at most; ${slopes.whole.toFixed(2)} MB a minute over the whole, ${slopes.secondHalf.toFixed(2)} over the second half`;
  return { slopes, most, words };
}
