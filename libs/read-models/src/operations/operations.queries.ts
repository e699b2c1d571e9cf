import { deadlineProcess } from '@mizan/domain';
import type { ProjectionFailure } from '@mizan/es';
import type { RequestKind } from '../control/control';
import { schemaReady } from '../database/migrate';
import { instantFrom } from '../database/instants';
import type { ReadDatabase } from '../database/read-database';
import { readModelProjections } from '../projections';
import { failureFrom } from './checkpoint-store';
import type { CheckpointRow } from './operations.tables';

/** `progress` is set while a rebuild runs beside the live rows: ledger positions, or null before the first batch. */
export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  readonly position: bigint | null;
  readonly state: 'running' | 'stopped' | 'rebuilding';
  readonly failure: ProjectionFailure | null;
  readonly progress: { readonly done: bigint; readonly head: bigint } | null;
}

/** What became of a request. */
export interface RequestAnswer {
  readonly requestId: string;
  readonly kind: RequestKind;
  readonly projection: string;
  readonly state: RequestState;
  /** Why it failed; null otherwise. */
  readonly detail: string | null;
  readonly answeredAt: string;
}

export type RequestState = 'running' | 'done' | 'failed';

/** What operators look at. */
export class OperationsQueries {
  constructor(private readonly db: ReadDatabase) {}

  /** Every projection, begun or not, and every process that has begun; by name. */
  async projections(): Promise<ProjectionStatus[]> {
    const rows = await this.db.kysely.selectFrom('checkpoint').selectAll().execute();
    const begun = rows.map(statusOf);
    const idle = readModelProjections()
      .filter(({ name }) => !rows.some((row) => row.name === name))
      .map(({ name, version }) => ({ ...waiting, name, version }));
    return [...begun, ...idle].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Whether the tables are those that this version reads. @throws ReadDatabaseProblem also when they are newer */
  schemaFits(): Promise<boolean> {
    return schemaReady(this.db);
  }

  async activity(): Promise<{ readonly what: string; readonly since: string } | null> {
    const row = await this.db.kysely.selectFrom('activity').selectAll().executeTakeFirst();
    return row ? { what: row.what, since: instantFrom(row.since) } : null;
  }

  /** What became of requests to the worker, newest first. */
  async answers(): Promise<RequestAnswer[]> {
    const rows = await this.db.kysely
      .selectFrom('request_answer')
      .selectAll()
      .orderBy('answered_at', 'desc')
      .orderBy('request_id')
      .execute();
    return rows.map((row) => ({
      requestId: row.request_id,
      kind: row.kind as RequestKind,
      projection: row.projection,
      state: row.state as RequestState,
      detail: row.detail,
      answeredAt: instantFrom(row.answered_at),
    }));
  }
}

const waiting = { position: null, state: 'running', failure: null, progress: null } as const;

/** One that an event stopped before it had written anything has no version on record yet. */
function versionOf(name: string): number {
  const known = [...readModelProjections(), deadlineProcess].find((one) => one.name === name);
  return known?.version ?? 0;
}

function statusOf(row: CheckpointRow): ProjectionStatus {
  const { name, position, rebuild_done: done, rebuild_head: head } = row;
  const progress = done === null || head === null ? null : { done, head };
  const failure = failureFrom(row.failure);
  const state = progress ? 'rebuilding' : failure ? 'stopped' : 'running';
  return { name, version: Number(row.version) || versionOf(name), position, state, failure, progress };
}
