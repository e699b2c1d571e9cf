/** Deeper than any request of Mizan; what walks a body recursively stays far from the end of its stack. */
const DEEPEST = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** @throws Error with status 400, as body parsers raise it */
export function assertShallow(json: Uint8Array): void {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] ?? 0;
    if (quoted) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (OPENING.has(byte)) depth++;
    else if (CLOSING.has(byte)) depth--;
    if (depth > DEEPEST) throw tooDeep();
  }
}

function tooDeep(): Error {
  return Object.assign(new Error(`its lists and objects are nested more than ${DEEPEST} deep`), {
    type: 'entity.too.deep',
    status: 400,
  });
}
