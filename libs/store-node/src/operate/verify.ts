import type { StatementSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { explain, isDamage } from '../storage/sqlite-errors';
import { EventWalk } from './event-walk';
import { pageFaults } from './page-faults';
import { openReadOnly, type ReadOnlyStore } from './read-only';
import { StreamNames } from './stream-names';
import { StreamRevisions } from './stream-revisions';
import { eventFaults, type StoredColumns } from './verify-event';

export interface StoreVerification {
  readonly database: string;
  readonly format: number;
  /** The last position looked at: what was written later was not. */
  readonly upTo: number;
  readonly events: number;
  readonly streams: number;
  /** Events that have no checksum yet, and were only checked against themselves. */
  readonly withoutChecksum: number;
  /** How many faults there are, and the first of them in words. */
  readonly faults: number;
  readonly firstFaults: readonly string[];
}

export interface VerifyOptions {
  /** How many faults are told in words; 20 unless given. */
  readonly told?: number;
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Walks every event up to the end that the store has now: checksum, position, stream and id against the bytes a reader
 * gets, each stream's revisions without gaps; then SQLite's own check of pages and indexes. Goes on behind what cannot be
 * read. Reads only, in short steps and with little memory, so that a node may go on writing. Throws StoreFault when the
 * file cannot be read as a store at all.
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
  private withoutChecksum = 0;
  private readonly firstFaults: string[] = [];
  private readonly revisions: StreamRevisions;
  private readonly names: StreamNames;

  constructor(
    private readonly store: ReadOnlyStore,
    private readonly options: VerifyOptions,
  ) {
    this.revisions = new StreamRevisions(store.db);
    this.names = new StreamNames(store.db);
  }

  async run(): Promise<StoreVerification> {
    const { database, format } = this.store;
    const end = this.number('select coalesce(max(position), 0) from events');
    const upTo = await this.walk(end ?? Number.MAX_SAFE_INTEGER);
    for (const fault of this.revisions.gaps(this.names)) this.fault(fault);
    const streams = this.number('select count(*) from streams not indexed') ?? 0;
    this.checkPages();
    const { events, withoutChecksum, faults, firstFaults } = this;
    return { database, format, upTo: end ?? upTo, events, streams, withoutChecksum, faults, firstFaults };
  }

  /** Undefined where damage is in the way; the check of the pages then tells it. */
  private number(sql: string): number | undefined {
    return this.spared(() => Number(Object.values(this.store.db.prepare(sql).get() ?? {})[0]));
  }

  private spared<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!isDamage(error)) throw error;
      return undefined;
    }
  }

  /** Gives the last position it came to. */
  private async walk(upTo: number): Promise<number> {
    const checksum = this.store.format === 1 ? 'null' : 'checksum';
    const prepare = (): StatementSync => {
      const rows = this.store.db.prepare(
        `select position, stream, revision, id_hash, ${checksum} as checksum, frame
         from events where position > ? and position <= ? order by position`,
      );
      // A damaged number may be larger than any that JavaScript counts with.
      rows.setReadBigInts(true);
      return rows;
    };
    const walk = new EventWalk(prepare, BigInt(upTo), {
      row: (row) => this.look(row),
      fault: (words) => this.fault(words),
    });
    while (walk.step()) {
      this.options.progress?.(Number(walk.last), upTo);
      await turn();
    }
    this.options.progress?.(upTo, upTo);
    return Number(walk.last);
  }

  private look(row: StoredColumns): void {
    this.events++;
    if (row.checksum === null) this.withoutChecksum++;
    this.revisions.saw(row);
    for (const fault of eventFaults(row, this.names, this.mayLackChecksum(row))) this.fault(fault);
  }

  private mayLackChecksum({ position, checksum }: StoredColumns): boolean {
    if (checksum !== null) return false;
    if (this.store.format === 1) return true;
    const task = this.store.db.prepare('select done, total from progress').get();
    return (
      task !== undefined &&
      position > BigInt(Number(task['done'])) &&
      position <= BigInt(Number(task['total']))
    );
  }

  private checkPages(): void {
    for (const finding of pageFaults(this.store.db)) this.fault(finding);
  }

  private fault(words: string): void {
    this.faults++;
    if (this.firstFaults.length < (this.options.told ?? 20)) this.firstFaults.push(words);
  }
}
