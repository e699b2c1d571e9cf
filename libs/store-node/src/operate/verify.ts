import { setImmediate as turn } from 'node:timers/promises';
import { explain } from '../storage/sqlite-errors';
import { openReadOnly, type ReadOnlyStore } from './read-only';
import { StreamRevisions } from './stream-revisions';
import { eventFaults, type StoredColumns, type StreamNames } from './verify-event';

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

const PAGE = 2000;

/**
 * Walks every event up to the end that the store has now: checksum, position, stream and id against the bytes a reader
 * gets, each stream's revisions without gaps; then SQLite's own check of pages and indexes. Reads only, in short steps, so
 * that a node may go on writing. Throws StoreFault when the file cannot be read as a store at all.
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
  private readonly revisions = new StreamRevisions();

  constructor(
    private readonly store: ReadOnlyStore,
    private readonly options: VerifyOptions,
  ) {}

  async run(): Promise<StoreVerification> {
    const { db, database, format } = this.store;
    const upTo = Number(db.prepare('select coalesce(max(position), 0) m from events').get()?.['m']);
    const names = this.readStreams();
    await this.walk(upTo, names);
    for (const fault of this.revisions.gaps(names)) this.fault(fault);
    this.checkPages();
    const { events, withoutChecksum, faults, firstFaults } = this;
    return { database, format, upTo, events, streams: names.size, withoutChecksum, faults, firstFaults };
  }

  private readStreams(): StreamNames {
    const rows = this.store.db.prepare('select id, name from streams not indexed').all();
    return new Map(rows.map(({ id, name }) => [Number(id), Buffer.from(name as Uint8Array)]));
  }

  private async walk(upTo: number, names: StreamNames): Promise<void> {
    const checksum = this.store.format === 1 ? 'null' : 'checksum';
    const page = this.store.db.prepare(
      `select position, stream, revision, id_hash, ${checksum} as checksum, frame
       from events where position > ? and position <= ? order by position limit ${String(PAGE)}`,
    );
    // A damaged number may be larger than any that JavaScript counts with.
    page.setReadBigInts(true);
    for (let last = 0n; ; await turn()) {
      const rows = page.all(last, upTo) as unknown as readonly StoredColumns[];
      for (const row of rows) this.look(row, names);
      const next = rows.at(-1)?.position ?? last;
      if (next <= last) return;
      last = next;
      this.options.progress?.(Number(last), upTo);
    }
  }

  private look(row: StoredColumns, names: StreamNames): void {
    this.events++;
    if (row.checksum === null) this.withoutChecksum++;
    this.revisions.saw(row);
    for (const fault of eventFaults(row, names, this.mayLackChecksum(row))) this.fault(fault);
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
    const found = this.store.db.prepare('pragma integrity_check(100)').all();
    for (const { integrity_check: finding } of found)
      if (finding !== 'ok') this.fault(`In the file's pages or indexes: ${String(finding)}.`);
  }

  private fault(words: string): void {
    this.faults++;
    if (this.firstFaults.length < (this.options.told ?? 20)) this.firstFaults.push(words);
  }
}
