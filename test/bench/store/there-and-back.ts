/** Rounds of what is over quickly, for so many of the rest: a disk that others use makes single rounds differ by half. */
export const manyRounds = (rounds: number): number => 2 * rounds + 1;

/** The rates of two sides that run in turn, one, other, other, one: what the machine does meanwhile weighs on both alike. */
export async function thereAndBack(
  one: () => number | Promise<number>,
  other: () => number | Promise<number>,
): Promise<readonly [one: number, other: number]> {
  const first = await one();
  const seconds = [await other(), await other()] as const;
  const last = await one();
  return [(first + last) / 2, (seconds[0] + seconds[1]) / 2];
}
