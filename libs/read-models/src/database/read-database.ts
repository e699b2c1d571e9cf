import { Kysely } from 'kysely';
import { liveSchema, openPostgres } from '../postgres/postgres-database';
import { sqliteFile, type SqliteOptions } from '../sqlite/sqlite-file';
import { NodeSqliteDialect } from '../sqlite/sqlite-dialect';
import type { Database, DatabaseLocation } from './database';
import type { ReadSchema } from './schema';

/** The read side's database. */
export type ReadDatabase = Database<ReadSchema>;

/**
 * Opens at the first query. The worker writes; the api opens read-only, which never creates anything.
 * Every query may reject with a ReadDatabaseProblem.
 */
export function openReadDatabase(options: DatabaseLocation & { readonly readOnly?: boolean }): ReadDatabase {
  const { readOnly = false } = options;
  if ('file' in options) return openReadFile(options.file, { readOnly, durability: 'normal' });
  const { postgresUrl: url } = options;
  // With what else it opens, no process takes more than twelve connections.
  const max = readOnly ? 8 : 6;
  return openPostgres({ url, schema: liveSchema, max, readOnly, durability: 'normal' });
}

/** `off` is for rows that are being rebuilt: fast, and worth nothing after a crash. */
export function openReadFile(file: string, options: SqliteOptions): ReadDatabase {
  const whenRemoved = 'Mizan builds it again from the ledger, nothing is lost.';
  const dialect = new NodeSqliteDialect(sqliteFile({ path: file, whenRemoved }, options));
  const kysely = new Kysely<ReadSchema>({ dialect });
  return { location: { file }, schema: null, name: file, kysely, close: () => kysely.destroy() };
}
