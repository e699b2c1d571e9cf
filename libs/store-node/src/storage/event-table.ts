import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { checksumOf } from './checksum';
import type { EventCheck } from './event-check';
import type { Columns, Near, Results, Row } from './row';

export type { Row } from './row';

/** How much one page of a read may hold: it bounds what a reader keeps in memory. */
export const PAGE_EVENTS = 256;
export const PAGE_BYTES = 128 * 1024;

/** Revisions `from` to `to`, both included, and at most `limit` of them. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly limit?: number;
}

type Direction = 1 | -1;

/**
 * The statements on the events table. Pages end at PAGE_EVENTS, at PAGE_BYTES, or before a damaged event: a page that
 * would begin with one throws DamagedEvent, as every other read of one does.
 */
export class EventTable {
  private readonly insertion: StatementSync;
  private readonly atRevision: StatementSync;
  private readonly withHash: StatementSync;
  private readonly newestOf: StatementSync;
  private readonly newest: StatementSync;
  private readonly total: StatementSync;
  private readonly pages: Readonly<Record<'stream' | 'streamBack' | 'all' | 'allBack', StatementSync>>;

  constructor(
    db: DatabaseSync,
    readonly check: EventCheck,
  ) {
    const select = 'select position, revision, stream, checksum, frame from events';
    this.insertion = db.prepare(
      'insert into events (position, stream, revision, id_hash, checksum, frame) values (?, ?, ?, ?, ?, ?)',
    );
    this.atRevision = rows(db, `${select} where stream = ? and revision = ?`);
    this.withHash = rows(db, `${select} where stream = ? and id_hash = ? order by position desc`);
    this.newestOf = rows(db, 'select max(revision) from events where stream = ?');
    this.newest = rows(db, 'select max(position) from events');
    this.total = rows(db, 'select count(*) from events');
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
    const sum = checksumOf({ ...row, stream }, row.frame);
    this.insertion.run(row.position, stream, row.revision, idHash, sum, row.frame);
  }

  at(stream: number, revision: number): Row | undefined {
    return this.whole(this.atRevision.iterate(stream, revision), { stream, revision })[0];
  }

  /** All events whose id has this hash, newest first. */
  byHash(stream: number, idHash: number): Row[] {
    return this.whole(this.withHash.iterate(stream, idHash), { stream });
  }

  lastRevision(stream: number): number | undefined {
    return number(this.newestOf.get(stream));
  }

  lastPosition(): number | undefined {
    return number(this.newest.get());
  }

  count(): number {
    return number(this.total.get()) ?? 0;
  }

  streamPage(stream: number, range: Range): Row[] {
    const results = this.pages.stream.iterate(stream, range.from, range.to, limitOf(range));
    return this.gapless(this.page(results, { stream, revision: range.from }), {
      stream,
      from: range.from,
      by: 1,
    });
  }

  streamPageBack(stream: number, range: Range): Row[] {
    const results = this.pages.streamBack.iterate(stream, range.from, range.to, limitOf(range));
    return this.gapless(this.page(results, { stream, revision: range.to }), {
      stream,
      from: range.to,
      by: -1,
    });
  }

  /** From a position on, oldest first. */
  allPage(from: number, limit = PAGE_EVENTS): Row[] {
    const results = this.pages.all.iterate(from, Math.min(limit, PAGE_EVENTS));
    return this.rising(this.page(results, { position: from }), from, 1);
  }

  /** From a position back, newest first. */
  allPageBack(from: number, limit = PAGE_EVENTS): Row[] {
    const results = this.pages.allBack.iterate(from, Math.min(limit, PAGE_EVENTS));
    return this.rising(this.page(results, { position: from }), from, -1);
  }

  /** Everything found, or DamagedEvent. */
  private whole(results: Results, near: Near): Row[] {
    const found: Row[] = [];
    this.check.guard(near, results, () => {
      for (const columns of results) found.push(this.check.row(columns as Columns));
    });
    return found;
  }

  private page(results: Results, near: Near): Row[] {
    const taken: Row[] = [];
    let bytes = 0;
    try {
      this.check.guard(near, results, () => {
        for (const columns of results) {
          const row = this.check.row(columns as Columns);
          taken.push(row);
          bytes += row.frame.length;
          if (bytes >= PAGE_BYTES) break;
        }
      });
    } catch (error) {
      // What was read before the damage is good; the next page begins with it.
      if (taken.length === 0) throw error;
    }
    return taken;
  }

  /** A stream's revisions follow each other; only a tombstone stands far behind the rest. */
  private gapless(page: Row[], expected: { stream: number; from: number; by: Direction }): Row[] {
    let next = expected.from;
    for (const row of page) {
      if (row.revision !== next && row.revision !== Number.MAX_SAFE_INTEGER)
        throw this.check.missing(expected.stream, next);
      next = row.revision + expected.by;
    }
    return page;
  }

  private rising(page: Row[], from: number, by: Direction): Row[] {
    let next = from;
    for (const row of page) {
      if ((row.position - next) * by < 0) throw this.check.misplaced(row.position);
      next = row.position + by;
    }
    return page;
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

function number(columns: unknown): number | undefined {
  const value = (columns as readonly unknown[] | undefined)?.[0];
  return typeof value === 'number' ? value : undefined;
}
