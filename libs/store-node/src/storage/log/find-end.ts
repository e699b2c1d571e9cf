import { checksumOf } from '../checksum';
import { StoreFault } from '../faults';
import { type Block, readBlock } from './block';
import type { LogBytes } from './log-bytes';
import type { LastBlock } from './log-file';

const SEARCHED_BYTES = 1024 * 1024;
const ZEROS = Buffer.alloc(SEARCHED_BYTES);

/** How a log goes on behind a block that is known. */
export interface Rest {
  /** The last whole block. */
  readonly last: LastBlock;
  readonly blocks: number;
  /** Bytes behind it of a commit that a crash tore: nobody was told of it. */
  readonly tornBytes: number;
}

/**
 * Walks the blocks behind `from`, up to `limit` if one is given, and gives each whole one to `take`. Since a commit is on disk
 * before the next begins, only the very last can be torn. Throws StoreFault when what is not whole has the beginning of
 * another block behind it: that is damage. A node may write the log meanwhile.
 */
export function walkToEnd(
  file: LogBytes,
  { from, database, limit }: { readonly from: LastBlock; readonly database: string; readonly limit?: number },
  take: (block: Block) => void,
): Rest {
  const size = limit ?? file.size();
  let [last, blocks] = [from, 0];
  let block = readBlock(file, last.end, size);
  for (;;) {
    while (block !== undefined) {
      const next = readBlock(file, block.end, size);
      if (next === undefined && isTorn(file, block, size)) break;
      take(block);
      blocks++;
      last = block;
      block = next;
    }
    const tornBytes = usedBytes(file, last.end, size);
    if (tornBytes === 0 || nextMark(file, last.end + 1, size) === undefined)
      return { last, blocks, tornBytes };
    // What was not whole when it was looked at, and has something behind it by now, was just being written.
    block = readBlock(file, last.end, size);
    if (block === undefined) throw damaged(database, last.end);
  }
}

/** Whether a block that no other follows lacks bytes of its frames. If anything follows it, it was on disk and is damaged. */
export function isTorn(file: LogBytes, block: Block, size: number): boolean {
  return !holdsItsFrames(file, block) && usedBytes(file, block.end, size) === 0;
}

/** The first whole block that begins at `from` or behind. */
export function nextBlock(file: LogBytes, from: number, limit: number): Block | undefined {
  for (let at = nextMark(file, from, limit); at !== undefined; at = nextMark(file, at + 1, limit)) {
    const block = readBlock(file, at, limit);
    if (block !== undefined) return block;
  }
  return undefined;
}

/** Where the first block at `from` or behind begins, whole or not. */
function nextMark(file: LogBytes, from: number, limit: number): number | undefined {
  for (let at = from; at < limit; at += SEARCHED_BYTES) {
    // So that a mark across the border of two stretches is found, too.
    const bytes = file.read(at, Math.min(SEARCHED_BYTES + file.mark.length - 1, limit - at));
    const hit = bytes.indexOf(file.mark);
    if (hit >= 0) return at + hit;
  }
  return undefined;
}

/** Bytes from a place on up to the last that is not zero: a log is written ahead with zeros. */
export function usedBytes(file: LogBytes, from: number, limit: number): number {
  let used = 0;
  for (let at = from; at < limit; at += SEARCHED_BYTES) {
    const bytes = file.read(at, Math.min(SEARCHED_BYTES, limit - at));
    if (bytes.equals(ZEROS.subarray(0, bytes.length))) continue;
    used = at - from + bytes.findLastIndex((byte) => byte !== 0) + 1;
  }
  return used;
}

function holdsItsFrames(file: LogBytes, { entries }: Block): boolean {
  return entries.every((entry) => {
    const frame = file.read(entry.place, entry.length);
    return frame.length === entry.length && checksumOf(entry, frame) === entry.checksum;
  });
}

function damaged(database: string, at: number): StoreFault {
  return new StoreFault(
    'CORRUPT',
    `The event store ${database} is damaged at byte ${String(at)}, with other commits behind that place, and was not served. Keep the file, and restore a backup in its place; "mizan store verify" tells what else is damaged.`,
  );
}
