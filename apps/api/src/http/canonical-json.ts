/** JSON whose object keys are in order, so that equal values give equal text. `value` came out of JSON.parse. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isRecord(part) ? sorted(part) : part));
}

function isRecord(part: unknown): part is Record<string, unknown> {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}

/** Without a prototype: a key `__proto__` is a key like any other. */
function sorted(part: Record<string, unknown>): Record<string, unknown> {
  const copy = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(part).sort()) copy[key] = part[key];
  return copy;
}
