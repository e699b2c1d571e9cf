/** Bytes as megabytes, for people. */
export function megabytes(bytes: number | null): string {
  return bytes === null ? '–' : `${String(Math.round(bytes / 1_000_000))} MB`;
}
