import type { ProtoReader } from './reader';

const TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a UUID in its usual lower-case spelling. */
export function isUuid(text: string): boolean {
  return TEXT.test(text);
}

/** Reads the protocol's UUID message, either spelling, as lower-case text; not checked. */
export function readUuid(reader: ProtoReader): string {
  let high = 0n;
  let low = 0n;
  let text = '';
  let structured = false;
  while (reader.more()) {
    const field = reader.field();
    if (field === 2) text = reader.string();
    else if (field === 1) {
      structured = true;
      [high, low] = readHalves(reader.message());
    } else reader.skip();
  }
  return structured ? textOfHalves(high, low) : text.toLowerCase();
}

function readHalves(reader: ProtoReader): [bigint, bigint] {
  let high = 0n;
  let low = 0n;
  while (reader.more()) {
    const field = reader.field();
    if (field === 1) high = reader.uint64();
    else if (field === 2) low = reader.uint64();
    else reader.skip();
  }
  return [high, low];
}

function textOfHalves(high: bigint, low: bigint): string {
  const hex = high.toString(16).padStart(16, '0') + low.toString(16).padStart(16, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The two 64-bit halves of a UUID's text, most significant first. */
export function halvesOf(text: string): [bigint, bigint] {
  const hex = text.replaceAll('-', '');
  return [BigInt(`0x${hex.slice(0, 16)}`), BigInt(`0x${hex.slice(16)}`)];
}
