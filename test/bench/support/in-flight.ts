export interface Load {
  readonly inFlight: number;
  readonly seconds: number;
}

/** Keeps so many of `work` under way for so long, and answers how many ended in each second. `lane` is 0 … inFlight - 1. */
export async function perSecond(
  { inFlight, seconds }: Load,
  work: (lane: number) => Promise<unknown>,
): Promise<number> {
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let done = 0;
  const lane = async (number: number) => {
    while (performance.now() < end) {
      await work(number);
      done++;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, (_, number) => lane(number)));
  return (done * 1000) / (performance.now() - begun);
}
