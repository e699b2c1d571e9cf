/** Wire names of events: `ReleaseApproved` reads "Release approved". */
export function eventWords(type: string): string {
  const words = type.replace(
    /([a-z])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Codes such as `acted-in-time`, `actedInTime` or `acted_in_time` as words with a capital. */
export function codeWords(code: string): string {
  return eventWords(code.replace(/[-_]+/g, ' '));
}

/** `1 share`, `2 shares`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
