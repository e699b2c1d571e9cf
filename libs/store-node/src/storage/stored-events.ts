import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { checksumOf } from './checksum';
import { DamagedEvent } from './damage';
import type { EventCheck } from './event-check';
import type { LogIndex } from './index/log-index';
import type { LogFile } from './log/log-file';
import type { Columns, Near, Results, Row } from './row';

export type { Row } from './row';

/** How much one page of a read may hold: it bounds what a reader keeps in memory. */
export const PAGE_EVENTS = 256;
export const PAGE_BYTES = 128 * 1024;

/** Frames of a page are read together when what lies between them is no more than this. */
const BETWEEN_BYTES = 1024;

/** Revisions `from` to `to`, both included, and at most `limit` of them. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly limit?: number;
}

type Direction = 1 | -1;

/**
 * The events: the index says where they are, the log has them. Pages end at PAGE_EVENTS, at PAGE_BYTES, or before a damaged
 * event: a page that would begin with one throws DamagedEvent, as every other read of one does. The frames of a page are
 * good until the next page is read, whoever reads it: copy what is to stay.
 */
export class StoredEvents {
  /** Every page of an ordinary size is read into this, so that long reads leave no trail of memory to be collected. */
  private readonly pageMemory = Buffer.allocUnsafeSlow(2 * PAGE_BYTES);
  private readonly atRevision: StatementSync;
  private readonly withHash: StatementSync;
  private readonly newestOf: StatementSync;
  private readonly newest: StatementSync;
  private readonly total: StatementSync;
  private readonly pages: Readonly<Record<'stream' | 'streamBack' | 'all' | 'allBack', StatementSync>>;

  constructor(
    private readonly log: LogFile,
    private readonly index: LogIndex,
    readonly check: EventCheck,
  ) {
    const { db } = index;
    const select = 'select position, revision, stream, checksum, place, length from events';
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

  /** Room for the frame of one event, which `insert` then takes. */
  room(bytes: number): Buffer {
    return this.log.room(bytes);
  }

  /** Takes an event into the next commit. It is found from now on, and forgotten when the commit fails. */
  insert(stream: number, idHash: number, { position, revision, frame }: Row): void {
    const place = { position, stream, revision };
    const entry = { ...place, idHash, checksum: checksumOf(place, frame), length: frame.length };
    this.index.add(entry, this.log.add(entry));
  }

  at(stream: number, revision: number): Row | undefined {
    this.index.ensure();
    return this.whole(this.atRevision.iterate(stream, revision), { stream, revision })[0];
  }

  /** All events whose id has this hash, newest first. */
  byHash(stream: number, idHash: number): Row[] {
    // As a rule there is none, and asking for one costs less than asking for all.
    if (!this.hasHash(stream, idHash)) return [];
    return this.whole(this.withHash.iterate(stream, idHash), { stream });
  }

  private hasHash(stream: number, idHash: number): boolean {
    this.index.ensure();
    let found = false;
    this.check.guard({ stream }, [], () => (found = this.withHash.get(stream, idHash) !== undefined));
    return found;
  }

  lastRevision(stream: number): number | undefined {
    this.index.ensure();
    return number(this.newestOf.get(stream));
  }

  lastPosition(): number | undefined {
    this.index.ensure();
    return number(this.newest.get());
  }

  count(): number {
    this.index.ensure();
    return number(this.total.get()) ?? 0;
  }

  /** From the range's beginning on. */
  streamPage(stream: number, range: Range): Row[] {
    return this.inStream(this.pages.stream, range, { stream, from: range.from, by: 1 });
  }

  /** From the range's end back. */
  streamPageBack(stream: number, range: Range): Row[] {
    return this.inStream(this.pages.streamBack, range, { stream, from: range.to, by: -1 });
  }

  /** From a position on, oldest first. */
  allPage(from: number, limit = PAGE_EVENTS): Row[] {
    this.index.ensure();
    const results = this.pages.all.iterate(from, Math.min(limit, PAGE_EVENTS));
    return this.rising(this.page(results, { position: from }), from, 1);
  }

  /** From a position back, newest first. */
  allPageBack(from: number, limit = PAGE_EVENTS): Row[] {
    this.index.ensure();
    const results = this.pages.allBack.iterate(from, Math.min(limit, PAGE_EVENTS));
    return this.rising(this.page(results, { position: from }), from, -1);
  }

  /** Everything found, or DamagedEvent. */
  private whole(results: Results, near: Near): Row[] {
    const found: Columns[] = [];
    this.check.guard(near, results, () => {
      for (const columns of results) found.push(columns as Columns);
    });
    return found.map((columns) => this.check.row(columns, this.log.read(columns[4], columns[5])));
  }

  private page(results: Results, near: Near): Row[] {
    const found: Columns[] = [];
    let bytes = 0;
    try {
      this.check.guard(near, results, () => {
        for (const columns of results) {
          found.push(columns as Columns);
          bytes += (columns as Columns)[5];
          if (bytes >= PAGE_BYTES) break;
        }
      });
    } catch (error) {
      // What was read before the damage is good; the next page begins with it.
      if (found.length === 0 || !(error instanceof DamagedEvent)) throw error;
    }
    return this.sound(found);
  }

  /** The rows with their bytes, up to the first that is damaged. */
  private sound(found: readonly Columns[]): Row[] {
    const taken: Row[] = [];
    const frames = this.framesOf(found);
    try {
      found.forEach((columns, index) => taken.push(this.check.row(columns, frames[index] as Buffer)));
    } catch (error) {
      if (taken.length === 0 || !(error instanceof DamagedEvent)) throw error;
    }
    return taken;
  }

  /** Frames that lie close together are read at once, whichever way they are asked for. */
  private framesOf(found: readonly Columns[]): Buffer[] {
    const frames: Buffer[] = [];
    let used = 0;
    for (let first = 0; first < found.length;) {
      let next = first + 1;
      while (next < found.length && areClose(found[next - 1] as Columns, found[next] as Columns)) next++;
      const [one, other] = [found[first] as Columns, found[next - 1] as Columns];
      const start = Math.min(one[4], other[4]);
      const span = Math.max(one[4] + one[5], other[4] + other[5]) - start;
      const bytes = this.log.read(start, span, this.pageMemory.subarray(used, used + span));
      used += span;
      for (; first < next; first++) {
        const [, , , , place, length] = found[first] as Columns;
        frames.push(bytes.subarray(place - start, place - start + length));
      }
    }
    return frames;
  }

  private inStream(
    statement: StatementSync,
    { from, to, limit }: Range,
    order: { readonly stream: number; readonly from: number; readonly by: Direction },
  ): Row[] {
    this.index.ensure();
    const most = Math.min(limit ?? PAGE_EVENTS, PAGE_EVENTS);
    const page = this.page(statement.iterate(order.stream, from, to, most), {
      stream: order.stream,
      revision: order.from,
    });
    return this.gapless(page, order);
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

function areClose(one: Columns, other: Columns): boolean {
  const [first, second] = one[4] < other[4] ? [one, other] : [other, one];
  const between = second[4] - first[4] - first[5];
  return between >= 0 && between <= BETWEEN_BYTES;
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
