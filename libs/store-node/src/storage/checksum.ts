import { crc32 } from 'node:zlib';

/** Where an event stands: its frame alone would not show that a row was put in another's place. */
export interface Place {
  readonly position: number;
  /** The stream's number in the file. */
  readonly stream: number;
  readonly revision: number;
}

const HIGH = 2 ** 32;

/**
 * The CRC-32 of the frame, begun with a number made of its place. Every step is a bijection of 32 bits, so that a change
 * of any one of the three numbers in its lower half, or of up to 32 bits in a row of the frame, always changes the sum.
 * A signed number, which SQLite stores in four bytes.
 */
export function checksumOf(place: Place, frame: Uint8Array): number {
  const { position, stream, revision } = place;
  const low =
    Math.imul(position, 0x9e3779b1) ^ Math.imul(revision, 0x27d4eb2f) ^ Math.imul(stream, 0x165667b1);
  if (position < HIGH && revision < HIGH) return crc32(frame, low >>> 0) | 0;
  const high = Math.imul((position / HIGH) | 0, 0x85ebca6b) ^ Math.imul((revision / HIGH) | 0, 0xc2b2ae35);
  return crc32(frame, (high ^ low) >>> 0) | 0;
}
