import { systemClock, type Clock, type ProjectionFailure } from '@mizan/es';
import { instantFrom } from '../../database/instants';
import type { ControlDatabase } from '../control-database';
import type { SkipRow } from './skip.table';

/** A skip as it was recorded. `skippedAt` is RFC 3339 in UTC. */
export interface Skip {
  readonly projection: string;
  /** Of the projection that could not apply the event; another version tries it again. */
  readonly version: number;
  readonly event: ProjectionFailure;
  readonly reason: string;
  readonly skippedBy: string;
  readonly skippedAt: string;
  /** Null while it holds. */
  readonly withdrawal: Withdrawal | null;
}

/** Who withdrew a skip, when and why. `withdrawnAt` is RFC 3339 in UTC. */
export interface Withdrawal {
  readonly reason: string;
  readonly withdrawnBy: string;
  readonly withdrawnAt: string;
}

/** Which skip is meant. */
export interface SkipKey {
  readonly projection: string;
  readonly version: number;
  readonly eventId: string;
}

/** The record of every event that a projection was told to leave out; kept with the apis' own database. */
export class Skips {
  constructor(
    private readonly db: ControlDatabase,
    private readonly clock: Clock = systemClock,
  ) {}

  /** One that holds already is not recorded again; one that was withdrawn is. */
  async record(skip: Omit<Skip, 'skippedAt' | 'withdrawal'>): Promise<void> {
    await this.db.ready();
    const { position, eventId, eventType, error, fingerprint } = skip.event;
    const key = { projection: skip.projection, version: skip.version, eventId };
    const id = [skip.projection, skip.version, eventId, ...(await this.withdrawn(key))].join(' ');
    await this.db.kysely
      .insertInto('skip')
      .values({
        id,
        projection: skip.projection,
        version: BigInt(skip.version),
        event_id: eventId,
        event_type: eventType,
        position,
        error,
        fingerprint,
        reason: skip.reason,
        skipped_by: skip.skippedBy,
        skipped_at: BigInt(this.clock.now()),
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  /** Withdraws the skip that holds; false where none does. The rows lack the event until they are built anew. */
  async withdraw(key: SkipKey, { reason, withdrawnBy }: Omit<Withdrawal, 'withdrawnAt'>): Promise<boolean> {
    await this.db.ready();
    const { numUpdatedRows } = await this.db.kysely
      .updateTable('skip')
      .set({
        withdrawal_reason: reason,
        withdrawn_by: withdrawnBy,
        withdrawn_at: BigInt(this.clock.now()),
      })
      .where('projection', '=', key.projection)
      .where('version', '=', BigInt(key.version))
      .where('event_id', '=', key.eventId)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Everything ever skipped, oldest first. */
  async all(): Promise<Skip[]> {
    if (!(await this.db.ready())) return [];
    const rows = await this.db.kysely
      .selectFrom('skip')
      .selectAll()
      .orderBy('skipped_at')
      .orderBy('id')
      .execute();
    return rows.map(skipFrom);
  }

  /** Ids of the events that this version of a projection leaves out. */
  async eventsOf(projection: string, version: number): Promise<ReadonlySet<string>> {
    if (!(await this.db.ready())) return new Set();
    const rows = await this.db.kysely
      .selectFrom('skip')
      .select('event_id')
      .where('projection', '=', projection)
      .where('version', '=', BigInt(version))
      .where('withdrawn_at', 'is', null)
      .execute();
    return new Set(rows.map((row) => row.event_id));
  }

  /** How often such a skip was withdrawn; nothing where it never was. */
  private async withdrawn({ projection, version, eventId }: SkipKey): Promise<number[]> {
    const { length } = (await this.all()).filter(
      (skip) =>
        skip.withdrawal !== null &&
        skip.projection === projection &&
        skip.version === version &&
        skip.event.eventId === eventId,
    );
    return length === 0 ? [] : [length];
  }
}

function skipFrom(row: SkipRow): Skip {
  const { position, error, fingerprint } = row;
  return {
    projection: row.projection,
    version: Number(row.version),
    event: { position, eventId: row.event_id, eventType: row.event_type, error, fingerprint },
    reason: row.reason,
    skippedBy: row.skipped_by,
    skippedAt: instantFrom(row.skipped_at),
    withdrawal: withdrawalFrom(row),
  };
}

function withdrawalFrom(row: SkipRow): Withdrawal | null {
  const { withdrawal_reason: reason, withdrawn_by: withdrawnBy, withdrawn_at: at } = row;
  if (reason === null || withdrawnBy === null || at === null) return null;
  return { reason, withdrawnBy, withdrawnAt: instantFrom(at) };
}
