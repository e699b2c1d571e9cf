/** JSON whose object keys are in order, so that equal values give equal text. `value` came out of JSON.parse. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** Objects without a prototype: a key `__proto__` is a key like any other. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const copy = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value).sort()) copy[key] = sorted((value as Record<string, unknown>)[key]);
  return copy;
}
