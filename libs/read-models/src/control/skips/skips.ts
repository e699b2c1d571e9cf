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
}

/** The record of every event that a projection was told to leave out; kept with the apis' own database. */
export class Skips {
  constructor(
    private readonly db: ControlDatabase,
    private readonly clock: Clock = systemClock,
  ) {}

  /** `id` is the request's, so that recording it twice records it once. */
  async record(id: string, skip: Omit<Skip, 'skippedAt'>): Promise<void> {
    await this.db.ready();
    const { position, eventId, eventType, error, fingerprint } = skip.event;
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
      .execute();
    return new Set(rows.map((row) => row.event_id));
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
  };
}
