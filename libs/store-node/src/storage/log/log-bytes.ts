import { fstatSync, readSync } from 'node:fs';

/** What a block begins with is so long. */
export const MARK_BYTES = 8;

/** A log that is only read. */
export interface LogBytes {
  /** What every block begins with. */
  readonly mark: Buffer;
  /** Bytes of the file now. */
  size(): number;
  /** So many bytes from a place on; fewer where the file ends. */
  read(place: number, length: number): Buffer;
}

/** The log in an open file, by the id in its header. */
export function bytesOf(file: number, id: Buffer): LogBytes {
  return {
    mark: id.subarray(0, MARK_BYTES),
    size: () => fstatSync(file).size,
    read: (place, length) => readAt(file, place, length),
  };
}

/** So many bytes from a place on, fewer where the file ends; in `memory` if there is enough of it. */
export function readAt(file: number, place: number, length: number, memory?: Buffer): Buffer {
  const bytes =
    memory !== undefined && memory.length >= length ? memory.subarray(0, length) : Buffer.allocUnsafe(length);
  let got = 0;
  while (got < length) {
    const more = readSync(file, bytes, got, length - got, place + got);
    if (more === 0) return bytes.subarray(0, got);
    got += more;
  }
  return bytes;
}
