import type { Actor, IncidentAllegedData } from '@mizan/domain';
import { instantFrom } from '../database/instants';
import { pageOf, positionOf, type Page } from '../database/paging';
import type { ReadDatabase } from '../database/read-database';
import type { IncidentRow as StoredIncident } from './incident.table';

/** An incident as its source alleges it. `recordedAt` is RFC 3339 in UTC. */
export interface IncidentRow {
  readonly id: string;
  readonly position: bigint;
  readonly revision: bigint;
  readonly recordedAt: string;
  readonly exercise: boolean;
  readonly actor: Actor;
  readonly incident: IncidentAllegedData;
}

export interface IncidentListing {
  readonly asOf: bigint | null;
  readonly limit: number;
  /** Cursor of the page before. */
  readonly after?: string;
}

/** Ids asked for in one statement. */
const idsAtOnce = 500;

/** Incidents in the order in which they were recorded. */
export class IncidentQueries {
  constructor(private readonly db: ReadDatabase) {}

  /** @throws UnknownCursor */
  async list({ asOf, limit, after }: IncidentListing): Promise<Page<IncidentRow>> {
    let query = this.db.kysely
      .selectFrom('incident')
      .selectAll()
      .orderBy('position')
      .limit(limit + 1);
    if (asOf !== null) query = query.where('position', '<=', asOf);
    if (after !== undefined) query = query.where('position', '>', positionOf(after));
    const { rows, next } = pageOf(await query.execute(), limit, (row) => row.position);
    return { rows: rows.map(incidentFrom), next };
  }

  async count(asOf: bigint | null): Promise<number> {
    const query = this.db.kysely
      .selectFrom('incident')
      .select((of) => of.fn.countAll<bigint>().as('incidents'));
    const counted = await (asOf === null ? query : query.where('position', '<=', asOf)).executeTakeFirst();
    return Number(counted?.incidents ?? 0n);
  }

  /** Which of these incidents are on record. */
  async presentIds(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const present = new Set<string>();
    for (let first = 0; first < ids.length; first += idsAtOnce) {
      const some = ids.slice(first, first + idsAtOnce);
      const query = this.db.kysely
        .selectFrom('incident')
        .select('incident_id')
        .where('incident_id', 'in', some);
      for (const row of await query.execute()) present.add(row.incident_id);
    }
    return present;
  }
}

function incidentFrom(row: StoredIncident): IncidentRow {
  return {
    id: row.incident_id,
    position: row.position,
    revision: row.revision,
    recordedAt: instantFrom(row.recorded_at),
    exercise: row.exercise === 1n,
    actor: JSON.parse(row.actor) as Actor,
    incident: JSON.parse(row.data) as IncidentAllegedData,
  };
}
