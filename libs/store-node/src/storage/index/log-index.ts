import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { viewEvent } from '../../wire/event-view';
import { checksumOf } from '../checksum';
import { StoreFault } from '../faults';
import type { Block, Entry, PlacedEntry } from '../log/block';
import { type Rest, walkToEnd } from '../log/find-end';
import { LOG_START, type LastBlock, type LogFile } from '../log/log-file';
import { type IndexState, readState, stateWriter } from './index-state';

/** Events that are looked up from a transaction that is still open; a crash costs their second reading. */
const OPEN_EVENTS = 16_384;

/** And for how long, in milliseconds. */
const OPEN_MS = 1000;

/** Milliseconds between two lines about how far a new index is. */
const SAY_EVERY_MS = 2000;

const TAKEN_BACK =
  'The index of the event store could not be kept up: the disk is full, at its limit, or failing. Free some space and repeat the write; nothing of it was stored.';

/**
 * Finds events in the log: SQLite tables beside it. They hold nothing that the log does not, so they need no sync of
 * their own: what they hold is seen at once and written now and then, never ahead of the log, and a start takes in what
 * they lack. Whenever SQLite takes back what was not written yet, they are behind, and catch up before they are used again.
 */
export class LogIndex {
  private readonly insertion: StatementSync;
  private readonly adoption: StatementSync;
  private readonly naming: StatementSync;
  private readonly renaming: StatementSync;
  private readonly write: (state: IndexState) => void;
  private lastStream = 0;
  private lastPosition = 0;
  /** The last block whose events are in the tables as they are seen now. */
  private last: LastBlock = LOG_START;
  /** Streams whose name no sound event has told yet. */
  private readonly nameless = new Set<number>();
  /** Whether anything was put in since the tables were last written, and how many events. */
  private isOpen = false;
  private openEvents = 0;
  private hasLost = true;
  private isInView = false;
  /** Whether the disk would not take the tables when they were last written. */
  private isRefused = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    readonly db: DatabaseSync,
    private readonly log: LogFile,
    private readonly say: (line: string) => void,
  ) {
    const values = 'into events values (?, ?, ?, ?, ?, ?, ?)';
    this.insertion = db.prepare(`insert ${values}`);
    this.adoption = db.prepare(`insert or ignore ${values}`);
    this.naming = db.prepare('insert into streams (id, name) values (?, ?)');
    this.renaming = db.prepare('update or ignore streams set name = ? where id = ?');
    this.write = stateWriter(db);
  }

  /** Makes room for a new stream. Answers its number. */
  addStream(name: Buffer): number {
    this.begin();
    this.naming.run(this.lastStream + 1, name);
    return ++this.lastStream;
  }

  add(entry: Entry, place: number): void {
    this.begin();
    const { position, stream, revision, idHash, checksum, length } = entry;
    this.insertion.run(position, stream, revision, idHash, checksum, place, length);
    this.openEvents++;
  }

  /** Runs the work of one commit. Throws when what it put in is no longer there, so that it is not committed to the log either. */
  inOneView<T>(work: () => T): T {
    this.isInView = true;
    try {
      const result = work();
      this.ensure();
      return result;
    } finally {
      this.isInView = false;
    }
  }

  /** The log has what was put in since the last time. */
  committed(position: number): void {
    this.lastPosition = position;
    this.last = this.log.last;
    if (this.openEvents >= OPEN_EVENTS) this.trySettle();
    else if (this.isOpen) this.timer ??= setTimeout(() => this.trySettle(), OPEN_MS).unref();
  }

  /** The log does not have what was put in since the last time. */
  undo(): void {
    if (this.isBehind || !this.isOpen) return;
    try {
      this.db.prepare('delete from events where position > ?').run(this.lastPosition);
      this.db.exec('delete from streams where id > (select coalesce(max(stream), 0) from events)');
      this.lastStream = this.highest('id', 'streams');
    } catch {
      this.hasLost = true;
    }
  }

  /** Brings the tables to where the log is, should they have stayed behind. Throws when that cannot be done. */
  ensure(): void {
    if (!this.isBehind) return;
    if (this.isInView) throw new StoreFault('FULL', TAKEN_BACK);
    this.catchUp(this.log.last.end);
  }

  /** Takes in what the log has behind the tables, up to a place or to its end. Throws StoreFault, or SQLite's error. */
  catchUp(limit?: number): Rest {
    this.hasLost = true;
    if (this.db.isTransaction) this.db.exec('rollback');
    this.isOpen = false;
    this.openEvents = 0;
    this.lastStream = this.highest('id', 'streams');
    this.lastPosition = this.highest('position', 'events');
    this.last = readState(this.db)?.last ?? LOG_START;
    const { bytes, log } = this.log;
    const total = limit ?? bytes.size();
    let said = Date.now();
    const from = { from: this.last, database: log.database, limit: total };
    const rest = walkToEnd(bytes, from, (block) => {
      this.take(block);
      if (Date.now() - said < SAY_EVERY_MS) return;
      said = Date.now();
      this.say(`Making the index: byte ${String(block.end)} of ${String(total)}.`);
    });
    this.hasLost = false;
    return rest;
  }

  /** Writes what the tables hold. Throws when it cannot be written. */
  settle(endedInOrder = false): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.begin();
    this.write({ log: this.log.log.id.toString('hex'), last: this.last, endedInOrder });
    this.db.exec('commit');
    this.isOpen = false;
    this.openEvents = 0;
  }

  /** Writes what is open, unless another may have written by now. */
  close(isOurs: boolean): void {
    if (isOurs && !this.isBehind) this.trySettle(true);
    clearTimeout(this.timer);
    this.db.close();
  }

  /** SQLite takes an open transaction back by itself after some errors, whatever statement meets them. */
  private get isBehind(): boolean {
    return this.hasLost || (this.isOpen && !this.db.isTransaction);
  }

  /** What cannot be written now stays open, or is caught up with: the log has it. */
  private trySettle(endedInOrder = false): void {
    if (this.isBehind) return;
    try {
      this.settle(endedInOrder);
      this.isRefused = false;
    } catch (error) {
      // Tried again with every commit, and told once.
      if (!this.isRefused)
        this.say(`The index could not be written (${String(error)}); the log has what it lacks.`);
      this.isRefused = true;
    }
  }

  private take(block: Block): void {
    for (const entry of block.entries) {
      if (entry.stream > this.lastStream) this.foundStream(entry.stream);
      this.begin();
      if (this.adoption.run(...columnsOf(entry, entry.place)).changes === 0) this.choose(entry);
      if (this.nameless.has(entry.stream)) this.nameFrom(entry);
      this.openEvents++;
    }
    this.last = block;
    this.lastPosition = block.entries.at(-1)?.position ?? this.lastPosition;
    if (this.openEvents >= OPEN_EVENTS) this.settle();
  }

  private foundStream(stream: number): void {
    this.begin();
    this.naming.run(stream, null);
    this.lastStream = stream;
    this.nameless.add(stream);
  }

  /** Two events in one place, which only damage can bring about: the first sound one is found from now on. */
  private choose(entry: PlacedEntry): void {
    const { stream, revision, position } = entry;
    this.say(
      `Revision ${String(revision)} of stream number ${String(stream)} is in the file twice, again at position ${String(position)}; "mizan store verify" tells more.`,
    );
    const other = this.db
      .prepare('select * from events where stream = ? and revision = ? or position = ?')
      .get(stream, revision, position);
    const found = other as unknown as (PlacedEntry & { checksum: number }) | undefined;
    if (found !== undefined && this.isSound(found)) return;
    if (this.isSound(entry))
      this.db
        .prepare('insert or replace into events values (?, ?, ?, ?, ?, ?, ?)')
        .run(...columnsOf(entry, entry.place));
  }

  private nameFrom(entry: PlacedEntry): void {
    if (!this.isSound(entry)) return;
    const name = viewEvent(this.log.bytes.read(entry.place, entry.length)).stream;
    this.nameless.delete(entry.stream);
    if (this.renaming.run(name, entry.stream).changes === 0)
      this.say(
        `Stream '${name.toString('utf8')}' has two numbers in the file, the second is ${String(entry.stream)}; only the first is found. "mizan store verify" tells more.`,
      );
  }

  private isSound(entry: Omit<PlacedEntry, 'idHash'>): boolean {
    return checksumOf(entry, this.log.bytes.read(entry.place, entry.length)) === entry.checksum;
  }

  private begin(): void {
    // A statement behind a transaction that SQLite took back would stand alone, and stay.
    if (this.isOpen && !this.db.isTransaction) throw new StoreFault('FULL', TAKEN_BACK);
    if (this.isOpen) return;
    this.db.exec('begin immediate');
    this.isOpen = true;
  }

  private highest(column: string, table: string): number {
    return Number(this.db.prepare(`select max(${column}) as highest from ${table}`).get()?.['highest'] ?? 0);
  }
}

function columnsOf(entry: Entry, place: number): [number, number, number, number, number, number, number] {
  const { position, stream, revision, idHash, checksum, length } = entry;
  return [position, stream, revision, idHash, checksum, place, length];
}
