import { crc32 } from 'node:zlib';
import { type LogBytes, MARK_BYTES } from './log-bytes';

/**
 * A commit is one block: a head, the frames of its events one behind the other, and a table with an entry for each of
 * them. Little-endian, lengths in bytes:
 *
 *     head    mark 8 | CRC-32 of the rest of the head and of the table 4 | entries 4 | frames together 4
 *     entry   frame 4 | checksum 4 | stream 4 | hash of the id 4 | position 8 | revision 8
 *
 * The table guards itself and each checksum guards a frame, so that what is damaged can be told from what is torn. The mark
 * is the first half of the log's id, which nobody is told: what somebody appends cannot look like the beginning of a block.
 */
export interface Entry {
  readonly position: number;
  readonly revision: number;
  /** The stream's number, counted from 1 in the order in which streams appear in the log. */
  readonly stream: number;
  /** CRC-32 of the event id. */
  readonly idHash: number;
  /** Of the frame and its place, see `checksumOf`. */
  readonly checksum: number;
  /** Bytes of the frame. */
  readonly length: number;
}

/** An entry and where in the file its frame begins. */
export interface PlacedEntry extends Entry {
  readonly place: number;
}

export interface Block {
  readonly start: number;
  /** Where the next block begins. */
  readonly end: number;
  /** The CRC-32 in its head: as good as a name for the block's contents. */
  readonly sum: number;
  readonly entries: readonly PlacedEntry[];
}

export const HEAD_BYTES = 20;
export const ENTRY_BYTES = 32;

/** No commit has more events. */
const MOST_ENTRIES = 2 ** 21;

const SUM_AT = MARK_BYTES;
const COUNT_AT = 12;
const FRAMES_AT = 16;
const HIGH = 2 ** 32;

/** Writes head and table around the frames of a block that is as long as it will be. Answers its sum. */
export function finishBlock(block: Buffer, entries: readonly Entry[], mark: Buffer): number {
  const table = block.length - entries.length * ENTRY_BYTES;
  mark.copy(block);
  block.writeUInt32LE(entries.length, COUNT_AT);
  block.writeUInt32LE(table - HEAD_BYTES, FRAMES_AT);
  entries.forEach((entry, index) => writeEntry(block, table + index * ENTRY_BYTES, entry));
  const sum = sumOf(block.subarray(COUNT_AT, HEAD_BYTES), block.subarray(table));
  block.writeUInt32LE(sum, SUM_AT);
  return sum;
}

/** The block that begins at `start`, or undefined when what is there is no whole block up to `limit`. */
export function readBlock(file: LogBytes, start: number, limit: number): Block | undefined {
  if (start + HEAD_BYTES > limit) return undefined;
  const head = file.read(start, HEAD_BYTES);
  if (head.length < HEAD_BYTES || !head.subarray(0, SUM_AT).equals(file.mark)) return undefined;
  const [sum, count] = [head.readUInt32LE(SUM_AT), head.readUInt32LE(COUNT_AT)];
  const frames = head.readUInt32LE(FRAMES_AT);
  const end = start + HEAD_BYTES + frames + count * ENTRY_BYTES;
  if (end > limit || count > MOST_ENTRIES) return undefined;
  const table = file.read(end - count * ENTRY_BYTES, count * ENTRY_BYTES);
  if (table.length < count * ENTRY_BYTES) return undefined;
  if (sumOf(head.subarray(COUNT_AT), table) !== sum) return undefined;
  return { start, end, sum, entries: readEntries(table, start + HEAD_BYTES) };
}

function sumOf(head: Uint8Array, table: Uint8Array): number {
  return crc32(table, crc32(head));
}

function writeEntry(out: Buffer, at: number, entry: Entry): void {
  out.writeUInt32LE(entry.length, at);
  out.writeInt32LE(entry.checksum, at + 4);
  out.writeUInt32LE(entry.stream, at + 8);
  out.writeUInt32LE(entry.idHash, at + 12);
  writeLong(out, entry.position, at + 16);
  writeLong(out, entry.revision, at + 24);
}

function readEntries(table: Buffer, firstPlace: number): PlacedEntry[] {
  const entries: PlacedEntry[] = [];
  let place = firstPlace;
  for (let at = 0; at < table.length; at += ENTRY_BYTES) {
    const length = table.readUInt32LE(at);
    entries.push({
      length,
      place,
      checksum: table.readInt32LE(at + 4),
      stream: table.readUInt32LE(at + 8),
      idHash: table.readUInt32LE(at + 12),
      position: readLong(table, at + 16),
      revision: readLong(table, at + 24),
    });
    place += length;
  }
  return entries;
}

/** Whole numbers up to 2^53 - 1 in eight bytes. */
function writeLong(out: Buffer, value: number, at: number): void {
  out.writeUInt32LE(value % HIGH, at);
  out.writeUInt32LE(Math.floor(value / HIGH), at + 4);
}

function readLong(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * HIGH;
}
