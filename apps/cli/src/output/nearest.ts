/** The known words that a mistyped one may have meant: at most two letters away, the nearest first. */
export function nearest(typed: string, known: readonly string[]): string[] {
  return known
    .map((word) => ({ word, distance: word.startsWith(typed) ? 0 : distance(typed, word) }))
    .filter((found) => found.distance <= Math.min(2, found.word.length - 1))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ word }) => word);
}

/** Insertions, deletions and substitutions between two words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1];
    for (const [column, other] of [...b].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min((row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
