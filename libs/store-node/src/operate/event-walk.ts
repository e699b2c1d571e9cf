import type { StatementSync } from 'node:sqlite';
import { types } from 'node:util';
import { isDamage } from '../storage/sqlite-errors';
import type { StoredColumns } from './verify-event';

/** How much one read takes before others get their turn. */
const STEP_EVENTS = 2000;
const STEP_BYTES = 4 * 1024 * 1024;

export interface WalkEars {
  row(row: StoredColumns): void;
  /** A stretch that the file does not give back, in a sentence. */
  fault(words: string): void;
}

/** Walks the events in order, one in memory at a time, and leaps over what cannot be read, each time twice as far. */
export class EventWalk {
  /** The last position that was read or leapt over. */
  last = 0n;
  private leap = 1n;
  private gap: { readonly after: bigint; readonly reason: string } | undefined;

  private rows: StatementSync;

  /** `prepare` makes the statement that gives the events behind a position, up to another. */
  constructor(
    private readonly prepare: () => StatementSync,
    private readonly upTo: bigint,
    private readonly ears: WalkEars,
  ) {
    this.rows = prepare();
  }

  /** One short read; false when nothing is left. */
  step(): boolean {
    try {
      if (this.read()) return true;
    } catch (error) {
      if (!isDamage(error) && !(error instanceof OutOfOrder)) throw error;
      this.gap ??= { after: this.last, reason: (error as Error).message };
      // A statement that met damage would meet the same again at its next use.
      this.rows = this.prepare();
      this.last += this.leap;
      this.leap *= 2n;
      if (this.last < this.upTo) return true;
    }
    this.endGap('the end');
    return false;
  }

  private read(): boolean {
    let [events, bytes] = [0, 0];
    for (const row of this.rows.iterate(this.last, this.upTo) as Iterable<unknown>) {
      this.take(row as StoredColumns);
      bytes += types.isUint8Array((row as StoredColumns).frame) ? (row as StoredColumns).frame.length : 0;
      if (++events >= STEP_EVENTS || bytes >= STEP_BYTES) return true;
    }
    return false;
  }

  private take(row: StoredColumns): void {
    if (row.position <= this.last) throw new OutOfOrder(`position ${String(row.position)} is out of order`);
    this.endGap(`position ${String(row.position)}`);
    this.last = row.position;
    this.ears.row(row);
  }

  private endGap(before: string): void {
    if (this.gap === undefined) return;
    const { after, reason } = this.gap;
    this.ears.fault(`Between position ${String(after)} and ${before} the file cannot be read (${reason}).`);
    this.gap = undefined;
    this.leap = 1n;
  }
}

class OutOfOrder extends Error {}
