/**
 * How data and metadata stand in a ledger file. JSON stays as it is; bytes become `{"base64": "…"}`; and a JSON value
 * that would itself read as one of these two markers is wrapped as `{"json": …}`, so that nothing is ambiguous.
 */
export function fileValue(value: unknown): unknown {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') };
  if (markerOf(value)) return { json: value };
  return value ?? null;
}

/** The inverse of `fileValue`: bytes come back as a plain `Uint8Array`, which is what the store's client tells apart. */
export function storeValue(value: unknown): unknown {
  const marker = markerOf(value);
  if (!marker) return value;
  const content = (value as Record<string, unknown>)[marker];
  if (marker === 'json') return content;
  return typeof content === 'string' ? Uint8Array.from(Buffer.from(content, 'base64')) : value;
}

/** What is wrong with a value as a file holds it; null when nothing is. */
export function valueProblem(value: unknown, bytesOnly: boolean): string | null {
  const marker = markerOf(value);
  if (marker !== 'base64') return bytesOnly ? 'bytes are written as {"base64": "…"}' : null;
  const { base64 } = value as { base64: unknown };
  const exact = typeof base64 === 'string' && Buffer.from(base64, 'base64').toString('base64') === base64;
  return exact ? null : 'its base64 is not canonical';
}

function markerOf(value: unknown): 'base64' | 'json' | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'base64' || keys[0] === 'json') ? keys[0] : null;
}
