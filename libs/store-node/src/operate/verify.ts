import { setImmediate as turn } from 'node:timers/promises';
import { explain } from '../storage/faults';
import { type Block, readBlock } from '../storage/log/block';
import { isTorn, nextBlock, usedBytes } from '../storage/log/find-end';
import { LOG_START } from '../storage/log/log-file';
import { isBeingWritten } from '../storage/write-lock';
import { eventFaults } from './event-faults';
import { IndexComparison } from './index-comparison';
import { openReadOnly, type ReadOnlyStore } from './read-only';
import { StreamTally } from './stream-tally';

export interface StoreVerification {
  readonly database: string;
  readonly format: number;
  /** The last position looked at: what was written later was not. */
  readonly upTo: number;
  readonly events: number;
  readonly streams: number;
  /** What became of holding the index against the file: whether it agrees is among the faults. */
  readonly index: 'compared' | 'missing' | 'unusable' | 'out of reach';
  /** Bytes behind the last whole commit, of one that a crash tore, or that was cut off in a copy; 0 while a node writes. */
  readonly incompleteBytes: number;
  /** How many faults there are, and the first of them in words. */
  readonly faults: number;
  readonly firstFaults: readonly string[];
}

export interface VerifyOptions {
  /** Whether the end of the file must be a whole commit: nobody is writing it. */
  readonly isAtRest?: boolean;
  /** How many faults are told in words; 20 unless given. */
  readonly told?: number;
  /** Hears of bytes of the file. */
  readonly progress?: (done: number, total: number) => void;
}

/** How much is read before others get their turn. */
const STEP_BYTES = 4 * 1024 * 1024;

/**
 * Walks every commit up to the end that the store has now: its table, and of each event checksum, position, stream and id
 * against the bytes a reader gets, each stream's revisions without gaps; and holds the index against all that. Goes on
 * behind what cannot be read. Reads only, in short steps and with little memory, so that a node may go on writing. Throws
 * StoreFault when the file cannot be read as a store at all.
 */
export async function verifyStore(database: string, options: VerifyOptions = {}): Promise<StoreVerification> {
  const store = openReadOnly(database);
  try {
    return await new Verification(store, options).run();
  } catch (error) {
    throw explain(error, database);
  } finally {
    store.close();
  }
}

class Verification {
  private faults = 0;
  private events = 0;
  private position = 0;
  private incompleteBytes = 0;
  private readonly firstFaults: string[] = [];
  private readonly tally: StreamTally;
  private readonly comparison: IndexComparison | undefined;

  constructor(
    private readonly store: ReadOnlyStore,
    private readonly options: VerifyOptions,
  ) {
    this.tally = new StreamTally(store.bytes);
    if (store.index !== undefined)
      this.comparison = new IndexComparison(store.index.db, this.tally, (words) => this.fault(words));
  }

  async run(): Promise<StoreVerification> {
    const { unusable } = this.store;
    if (unusable !== undefined)
      this.fault(`The index is ${unusable}: the next start of a node makes it anew from the file.`);
    await this.walk(this.store.bytes.size());
    for (const words of this.tally.faults()) this.fault(words);
    this.comparison?.end();
    const { database, format } = this.store;
    const { position: upTo, events, faults, firstFaults } = this;
    const incompleteBytes = isBeingWritten(database) ? 0 : this.incompleteBytes;
    const streams = this.tally.count;
    return {
      database,
      format,
      upTo,
      events,
      streams,
      index: this.index,
      incompleteBytes,
      faults,
      firstFaults,
    };
  }

  private async walk(size: number): Promise<void> {
    const { bytes } = this.store;
    let [at, turned] = [LOG_START.end, 0];
    while (at < size) {
      const block = this.blockAt(at, size);
      if (block === undefined) {
        const next = nextBlock(bytes, at + 1, size);
        // One that has others behind it by now, and is whole, was just being written when it was looked at.
        if (next !== undefined && this.blockAt(at, size) !== undefined) continue;
        this.gap(at, next);
        at = next?.start ?? size;
        continue;
      }
      this.look(block);
      at = block.end;
      if (at - turned < STEP_BYTES) continue;
      turned = at;
      this.options.progress?.(at, size);
      await turn();
    }
    if (size < this.known)
      this.fault(`The file ends at byte ${String(size)}; its index knows it up to ${String(this.known)}.`);
    this.options.progress?.(size, size);
  }

  /** Undefined where there is none, or one that is just being written. */
  private blockAt(at: number, size: number): Block | undefined {
    const { bytes } = this.store;
    const block = readBlock(bytes, at, size);
    if (block === undefined || block.end <= this.known || readBlock(bytes, block.end, size)) return block;
    return isTorn(bytes, block, size) ? undefined : block;
  }

  private get index(): StoreVerification['index'] {
    const { unusable, isIndexMissing } = this.store;
    if (this.comparison !== undefined) return 'compared';
    if (isIndexMissing) return 'missing';
    return unusable === undefined ? 'out of reach' : 'unusable';
  }

  /** Up to here the file was on disk when its index was written. */
  private get known(): number {
    return this.store.index?.last.end ?? 0;
  }

  /** At the end, and behind what is known, it is a commit that is being written or was torn: nobody was told of it. */
  private gap(at: number, next: Block | undefined): void {
    if (next === undefined && at >= this.known && this.options.isAtRest !== true) {
      this.incompleteBytes = usedBytes(this.store.bytes, at, this.store.bytes.size());
      return;
    }
    const before = next === undefined ? 'the end' : `position ${String(next.entries[0]?.position)}`;
    this.fault(
      `Between position ${String(this.position)} and ${before} the file cannot be read (byte ${String(at)}).`,
    );
  }

  private look(block: Block): void {
    const { bytes } = this.store;
    const size = block.end - block.start;
    // As a rule a commit is small enough to be read at once.
    const all = size <= STEP_BYTES ? bytes.read(block.start, size) : undefined;
    for (const entry of block.entries) {
      this.events++;
      if (entry.position <= this.position)
        this.fault(`Position ${String(entry.position)} is out of order, behind ${String(this.position)}.`);
      this.position = entry.position;
      this.tally.saw(entry);
      const at = entry.place - block.start;
      const frame = all?.subarray(at, at + entry.length) ?? bytes.read(entry.place, entry.length);
      for (const fault of eventFaults(entry, frame, this.tally)) this.fault(fault);
      if (block.end <= this.known) this.comparison?.saw(entry);
    }
  }

  private fault(words: string): void {
    this.faults++;
    if (this.firstFaults.length < (this.options.told ?? 20)) this.firstFaults.push(words);
  }
}
