import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** One stored event as a reader takes it. */
export interface Row {
  readonly position: number;
  readonly revision: number;
  readonly frame: Buffer;
}

/** How much one page of a read may hold: it bounds what a reader keeps in memory. */
export const PAGE_EVENTS = 256;
export const PAGE_BYTES = 128 * 1024;

/** Revisions `from` to `to`, both included, and at most `limit` of them. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly limit?: number;
}

type Columns = readonly [position: number, revision: number, frame: Uint8Array];

/** The statements on the events table. Pages end at PAGE_EVENTS or PAGE_BYTES. */
export class EventTable {
  private readonly insertion: StatementSync;
  private readonly atRevision: StatementSync;
  private readonly withHash: StatementSync;
  private readonly newestOf: StatementSync;
  private readonly newest: StatementSync;
  private readonly pages: Readonly<Record<'stream' | 'streamBack' | 'all' | 'allBack', StatementSync>>;

  constructor(db: DatabaseSync) {
    const select = 'select position, revision, frame from events';
    this.insertion = db.prepare(
      'insert into events (position, stream, revision, id_hash, frame) values (?, ?, ?, ?, ?)',
    );
    this.atRevision = rows(db, `${select} where stream = ? and revision = ?`);
    this.withHash = rows(db, `${select} where stream = ? and id_hash = ? order by position desc`);
    this.newestOf = rows(db, 'select max(revision) from events where stream = ?');
    this.newest = rows(db, 'select max(position) from events');
    this.pages = {
      stream: rows(db, `${select} where stream = ? and revision between ? and ? order by revision limit ?`),
      streamBack: rows(
        db,
        `${select} where stream = ? and revision between ? and ? order by revision desc limit ?`,
      ),
      all: rows(db, `${select} where position >= ? order by position limit ?`),
      allBack: rows(db, `${select} where position <= ? order by position desc limit ?`),
    };
  }

  insert(stream: number, idHash: number, row: Row): void {
    this.insertion.run(row.position, stream, row.revision, idHash, row.frame);
  }

  at(stream: number, revision: number): Row | undefined {
    return first(this.atRevision.all(stream, revision).map(toRow));
  }

  /** All events whose id has this hash, newest first. */
  byHash(stream: number, idHash: number): Row[] {
    return this.withHash.all(stream, idHash).map(toRow);
  }

  lastRevision(stream: number): number | undefined {
    return number(this.newestOf.get(stream));
  }

  lastPosition(): number | undefined {
    return number(this.newest.get());
  }

  streamPage(stream: number, range: Range): Row[] {
    return page(this.pages.stream.iterate(stream, range.from, range.to, limitOf(range)));
  }

  streamPageBack(stream: number, range: Range): Row[] {
    return page(this.pages.streamBack.iterate(stream, range.from, range.to, limitOf(range)));
  }

  /** From a position on, oldest first. */
  allPage(from: number, limit = PAGE_EVENTS): Row[] {
    return page(this.pages.all.iterate(from, Math.min(limit, PAGE_EVENTS)));
  }

  /** From a position back, newest first. */
  allPageBack(from: number, limit = PAGE_EVENTS): Row[] {
    return page(this.pages.allBack.iterate(from, Math.min(limit, PAGE_EVENTS)));
  }
}

function limitOf(range: Range): number {
  return Math.min(range.limit ?? PAGE_EVENTS, PAGE_EVENTS);
}

function rows(db: DatabaseSync, sql: string): StatementSync {
  const statement = db.prepare(sql);
  statement.setReturnArrays(true);
  return statement;
}

function toRow(columns: unknown): Row {
  const [position, revision, frame] = columns as Columns;
  return { position, revision, frame: Buffer.from(frame.buffer, frame.byteOffset, frame.length) };
}

function page(results: Iterable<unknown>): Row[] {
  const taken: Row[] = [];
  let bytes = 0;
  for (const columns of results) {
    const row = toRow(columns);
    taken.push(row);
    bytes += row.frame.length;
    if (bytes >= PAGE_BYTES) break;
  }
  return taken;
}

function first<T>(values: readonly T[]): T | undefined {
  return values[0];
}

function number(columns: unknown): number | undefined {
  const value = (columns as readonly unknown[] | undefined)?.[0];
  return typeof value === 'number' ? value : undefined;
}
