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
