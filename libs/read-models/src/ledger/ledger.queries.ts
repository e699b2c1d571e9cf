import { setTimeout as pause } from 'node:timers/promises';
import { instantColumn, instantFrom } from '../database/instants';
import type { ReadDatabase } from '../database/read-database';
import { readModelProjections } from '../projections';
import type { LedgerEventRow } from './ledger.table';

/** Milliseconds between two looks at the checkpoints. */
const pollEvery = 10;

/** How far the ledger goes: to a position, and to a moment (RFC 3339, UTC). */
export interface Reach {
  readonly position: bigint;
  readonly recordedBy: string;
}

/** The ledger as far as it is projected: places, times, and how far the read side is. */
export class LedgerQueries {
  constructor(private readonly db: ReadDatabase) {}

  /** Position of the newest projected event; null while there is none. */
  async head(): Promise<bigint | null> {
    return (await this.newest())?.position ?? null;
  }

  /** Where the newest projected event stands; null while there is none. */
  async newest(): Promise<Pick<LedgerEventRow, 'stream' | 'revision' | 'position' | 'type'> | null> {
    const row = await this.db.kysely
      .selectFrom('ledger_event')
      .select(['stream', 'revision', 'position', 'type'])
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ?? null;
  }

  /** Everything up to here is in every projection; null while one of them has not begun. */
  async applied(): Promise<bigint | null> {
    const names = readModelProjections().map(({ name }) => name);
    const rows = await this.db.kysely
      .selectFrom('checkpoint')
      .select('position')
      .where('name', 'in', names)
      .where('position', 'is not', null)
      .orderBy('position')
      .execute();
    return rows.length < names.length ? null : (rows[0]?.position ?? null);
  }

  /** Whether everything up to `position` became readable within `timeoutMs` milliseconds. */
  async waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    const until = performance.now() + timeoutMs;
    for (;;) {
      const applied = await this.applied();
      if (applied !== null && applied >= position) return true;
      if (performance.now() >= until) return false;
      await pause(Math.min(pollEvery, timeoutMs));
    }
  }

  /**
   * The last position up to which no event was recorded after the instant (RFC 3339): what was known then, inclusive.
   * 0n when the ledger began later.
   */
  async positionAt(instant: string): Promise<bigint> {
    const row = await this.db.kysely
      .selectFrom('ledger_event')
      .select('position')
      .where('max_recorded_at', '<=', instantColumn(instant))
      .orderBy('max_recorded_at', 'desc')
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.position ?? 0n;
  }

  /**
   * The newest event at or before this position (null: of all), and the latest time at which anything up to it was
   * recorded: its own, where no clock was set back. Null before the first.
   */
  async reach(asOf: bigint | null): Promise<Reach | null> {
    const newest = this.db.kysely
      .selectFrom('ledger_event')
      .select(['position', 'max_recorded_at'])
      .orderBy('position', 'desc')
      .limit(1);
    const query = asOf === null ? newest : newest.where('position', '<=', asOf);
    const row = await query.executeTakeFirst();
    return row ? { position: row.position, recordedBy: instantFrom(row.max_recorded_at) } : null;
  }

  /** Whether this ledger began with an exercise, as the demonstration does. */
  async isExercise(): Promise<boolean> {
    return (await this.firstIsExercise()) ?? false;
  }

  /** Whether its first event belongs to an exercise; null before there is one. */
  async firstIsExercise(): Promise<boolean | null> {
    const row = await this.db.kysely
      .selectFrom('ledger_event')
      .select('exercise')
      .orderBy('position')
      .limit(1)
      .executeTakeFirst();
    return row ? row.exercise === 1n : null;
  }

  /** Events up to this position, inclusive; all of them when it is null. */
  async count(upTo: bigint | null = null): Promise<number> {
    const query = this.db.kysely
      .selectFrom('ledger_event')
      .select((of) => of.fn.countAll<bigint>().as('events'));
    const counted = await (upTo === null ? query : query.where('position', '<=', upTo)).executeTakeFirst();
    return Number(counted?.events ?? 0n);
  }
}
