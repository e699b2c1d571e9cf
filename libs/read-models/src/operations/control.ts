import { randomUUID } from 'node:crypto';
import { types } from 'node:util';
import { systemClock, type Clock } from '@mizan/es';
import { instantFrom } from '../database/instants';
import type { ReadDatabase } from '../database/read-database';
import type { NodeSqlite } from '../sqlite/node-sqlite';
import { DatabaseMissing, sqliteFile, type SqliteFile } from '../sqlite/sqlite-file';

/** A request to build a projection's (or a process's) rows anew. `requestedAt` is RFC 3339 in UTC. */
export interface RebuildRequest {
  readonly id: string;
  readonly projection: string;
  readonly requestedAt: string;
}

export interface ControlOptions {
  readonly readOnly?: boolean;
  readonly clock?: Clock;
}

/**
 * What the api asks of the worker, in a file of the api's own. The api opens it for writing, which creates it; the
 * worker opens it read-only and answers in its own database. Neither waits for the other to start: while the file does
 * not exist, there are no requests. It is never shared between machines, so it stays SQLite whatever the read side is.
 */
export function openControl(file: string, options: ControlOptions = {}): Control {
  const { readOnly = false, clock = systemClock } = options;
  const whenRemoved = 'it holds nothing but requests to the worker, ask again.';
  return new Control(sqliteFile({ path: file, whenRemoved }, { readOnly, durability: 'normal' }), clock);
}

/** Every method may throw a ReadDatabaseProblem. */
export class Control {
  private open: NodeSqlite | null = null;

  constructor(
    private readonly file: SqliteFile,
    private readonly clock: Clock,
  ) {}

  /** A newer request for the same projection takes the place of an older one. Answers the request's id. */
  requestRebuild(projection: string): string {
    const id = randomUUID();
    this.run(
      `insert into rebuild_request (projection, id, requested_at) values (?, ?, ?)
       on conflict (projection) do update set id = excluded.id, requested_at = excluded.requested_at`,
      [projection, id, BigInt(this.clock.now())],
    );
    return id;
  }

  /** The newest request for each projection, oldest first, whatever became of it. */
  requests(): RebuildRequest[] {
    return this.all<{ projection: string; id: string; requested_at: bigint }>(
      'select projection, id, requested_at from rebuild_request order by requested_at, id',
    ).map(({ requested_at, ...request }) => ({ ...request, requestedAt: instantFrom(requested_at) }));
  }

  /**
   * Requests that the worker has neither fulfilled nor given up, oldest first. One that it was at when it ended is still
   * pending. `answers` is the worker's database.
   */
  async pending(answers: ReadDatabase): Promise<RebuildRequest[]> {
    const requests = this.requests();
    if (requests.length === 0) return [];
    const ended = await answers.kysely
      .selectFrom('rebuild_answer')
      .select('request_id')
      .where('state', '!=', 'running')
      .execute();
    return requests.filter(({ id }) => !ended.some((answer) => answer.request_id === id));
  }

  /** Says that a ledger import runs, or that it ended. */
  setImport(active: boolean): void {
    if (active)
      this.run('insert into ledger_import (id, since) values (1, ?) on conflict (id) do nothing', [
        BigInt(this.clock.now()),
      ]);
    else this.run('delete from ledger_import', []);
  }

  /** Whether a ledger import runs: commands are refused and processes pause meanwhile. */
  importing(): boolean {
    return this.all('select id from ledger_import').length > 0;
  }

  close(): void {
    this.open?.close();
    this.open = null;
  }

  private run(sql: string, parameters: readonly unknown[]): void {
    this.database().prepare(sql).run(parameters);
  }

  private all<Row>(sql: string): Row[] {
    try {
      return this.database().prepare(sql).all([]) as Row[];
    } catch (error) {
      if (error instanceof DatabaseMissing || isMissingTable(error)) return [];
      throw error;
    }
  }

  private database(): NodeSqlite {
    this.open ??= this.connect();
    return this.open;
  }

  private connect(): NodeSqlite {
    const database = this.file.open();
    if (!this.file.readOnly) tables.forEach((sql) => database.prepare(sql).run([]));
    return database;
  }
}

const tables = [
  'create table if not exists rebuild_request (projection text not null primary key, id text not null, requested_at bigint not null)',
  'create table if not exists ledger_import (id bigint not null primary key, since bigint not null)',
];

/** The reader came between the file's creation and its tables'. */
function isMissingTable(error: unknown): boolean {
  return types.isNativeError(error) && error.message.includes('no such table');
}
