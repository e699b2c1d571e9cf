/** Milliseconds since the epoch as a column value. @throws when `instant` is no RFC 3339 instant */
export function instantColumn(instant: string): bigint {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) throw new Error(`"${instant}" is not an instant.`);
  return BigInt(milliseconds);
}

/** RFC 3339 in UTC with milliseconds. */
export function instantFrom(column: bigint): string {
  return new Date(Number(column)).toISOString();
}

export function truthColumn(truth: boolean | undefined): bigint {
  return truth ? 1n : 0n;
}
