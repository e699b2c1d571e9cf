import { Kysely } from 'kysely';
import type { Database, DatabaseLocation } from '../database/database';
import { isAt, migrateTo } from '../database/migrate';
import { liveSchema, openPostgres } from '../postgres/postgres-database';
import { NodeSqliteDialect } from '../sqlite/sqlite-dialect';
import { sqliteFile } from '../sqlite/sqlite-file';
import { controlPlan } from './control.migrations';
import type { ControlTables } from './control.tables';

/** `readOnly` is for the worker: never creates the database. */
export type ControlLocation = DatabaseLocation & { readonly readOnly?: boolean };

/** The api's own database, shared by every api of a ledger: requests to the worker, the import's gate, sessions. */
export interface ControlDatabase extends Database<ControlTables> {
  /**
   * To be awaited before every query. The first time, whoever may write brings the schema forwards; for a reader it is
   * false until that has happened.
   * @throws ReadDatabaseProblem also when the schema is newer than this version of Mizan
   */
  ready(): Promise<boolean>;
}

/** Opens at the first query. On PostgreSQL its tables are beside those of the read side. */
export function openControlDatabase(location: ControlLocation): ControlDatabase {
  const { readOnly = false } = location;
  const database: Database<ControlTables> =
    'file' in location
      ? openControlFile(location.file, readOnly)
      : openPostgres({
          url: location.postgresUrl,
          schema: liveSchema,
          max: 3,
          readOnly,
          durability: 'full',
        });
  const prepare = readOnly
    ? () => isAt(controlPlan, database)
    : () => migrateTo(controlPlan, database).then(() => true);
  return { ...database, ready: onceTrue(prepare) };
}

function openControlFile(file: string, readOnly: boolean): Database<ControlTables> {
  const path = { path: file, whenRemoved: controlPlan.whenRemoved };
  const dialect = new NodeSqliteDialect(sqliteFile(path, { readOnly, durability: 'normal' }));
  const kysely = new Kysely<ControlTables>({ dialect });
  return { location: { file }, schema: null, name: file, kysely, close: () => kysely.destroy() };
}

/** Asks again until the answer is true, one question at a time. */
function onceTrue(ask: () => Promise<boolean>): () => Promise<boolean> {
  let known: Promise<boolean> | null = null;
  const forgetUnless = (answer: boolean) => {
    if (!answer) known = null;
    return answer;
  };
  return () =>
    (known ??= ask().then(forgetUnless, (error: unknown) => {
      known = null;
      throw error;
    }));
}
