import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What a process that did not end in order left in its write-ahead log. */
export interface WalFindings {
  readonly bytes: number;
  /** Transactions that are whole; SQLite takes them over when the file is opened. */
  readonly transactions: number;
  /** Transactions of the same run behind the first page that is not whole: SQLite would drop them without a word. */
  readonly behindDamage: number;
}

const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;
const USUAL_PAGE = 4096;

/**
 * Reads the log beside a store before SQLite does; undefined when there is none. A crash can tear the last transaction
 * only, since each is on disk before the next begins and before anybody is answered. Two or more behind a page that is
 * not whole are therefore not a torn end but damage.
 */
export function inspectWal(database: string): WalFindings | undefined {
  let file: number;
  try {
    file = openSync(`${database}-wal`, 'r');
  } catch {
    return undefined;
  }
  try {
    return inspect(file);
  } finally {
    closeSync(file);
  }
}

function inspect(file: number): WalFindings | undefined {
  const bytes = fstatSync(file).size;
  if (bytes <= HEADER) return undefined;
  const header = chunk(file, 0, HEADER);
  const sum = new RunningSum(header.readUInt32BE(0) === MAGIC).add(header.subarray(0, 24));
  const isKnown = (header.readUInt32BE(0) & 0xfffffffe) >>> 0 === MAGIC;
  // Without its header the log is nothing to SQLite; that its pages are each a transaction is a guess.
  if (!isKnown || !sum.is(header.readUInt32BE(24), header.readUInt32BE(28)))
    return { bytes, transactions: 0, behindDamage: Math.floor(bytes / (FRAME_HEADER + USUAL_PAGE)) };
  return walk(file, { bytes, header, sum });
}

function walk(file: number, log: { bytes: number; header: Buffer; sum: RunningSum }): WalFindings {
  const { bytes, header, sum } = log;
  const size = FRAME_HEADER + header.readUInt32BE(8);
  const salts = header.subarray(16, 24);
  const counts = { whole: 0, behind: 0 };
  let whole = true;
  for (let at = HEADER; at + size <= bytes; at += size) {
    const frame = chunk(file, at, size);
    // Other salts are left from an earlier round of the log, which is overwritten from its beginning.
    const isOurs = frame.subarray(8, 16).equals(salts);
    sum.add(frame.subarray(0, 8)).add(frame.subarray(FRAME_HEADER));
    whole &&= isOurs && sum.is(frame.readUInt32BE(16), frame.readUInt32BE(20));
    if (isOurs && frame.readUInt32BE(4) !== 0) counts[whole ? 'whole' : 'behind']++;
  }
  return { bytes, transactions: counts.whole, behindDamage: counts.behind };
}

function chunk(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, at);
  return bytes;
}

/** SQLite's checksum over pairs of 32-bit words. */
class RunningSum {
  private first = 0;
  private second = 0;

  constructor(private readonly littleEndian: boolean) {}

  add(bytes: Buffer): this {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at < bytes.length; at += 8) {
      this.first = (this.first + view.getUint32(at, this.littleEndian) + this.second) >>> 0;
      this.second = (this.second + view.getUint32(at + 4, this.littleEndian) + this.first) >>> 0;
    }
    return this;
  }

  is(first: number, second: number): boolean {
    return this.first === first && this.second === second;
  }
}
