/** How often a failing history is tried again to make it shorter. */
const MOST_TRIES = 400;

/**
 * Leaves out what a failure does not need: first halves, then ever smaller parts, at last single calls.
 * `stillFails` must be true of `items`.
 */
export async function shrink<T>(
  items: readonly T[],
  stillFails: (fewer: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let kept = items;
  let tries = 0;
  for (let size = Math.ceil(items.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < kept.length && tries < MOST_TRIES;) {
      const fewer = [...kept.slice(0, start), ...kept.slice(start + size)];
      tries++;
      if (fewer.length > 0 && (await stillFails(fewer))) kept = fewer;
      else start += size;
    }
  }
  return kept;
}
