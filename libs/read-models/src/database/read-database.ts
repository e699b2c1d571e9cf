import { Kysely } from 'kysely';
import { sqliteFile, type SqliteOptions } from '../sqlite/sqlite-file';
import { NodeSqliteDialect } from '../sqlite/sqlite-dialect';
import type { Database } from './database';
import type { ReadSchema } from './schema';

/** The read side's database. */
export interface ReadDatabase extends Database<ReadSchema> {
  readonly file: string;
}

/**
 * Opens at the first query. The worker writes; the api opens read-only, which never creates the file.
 * Every query may reject with a ReadDatabaseProblem.
 */
export function openReadDatabase(options: { file: string; readOnly?: boolean }): ReadDatabase {
  return databaseOver(options.file, { readOnly: options.readOnly ?? false, durability: 'normal' });
}

/** For rows that are being rebuilt: fast, and worth nothing after a crash. */
export function openScratchDatabase(file: string): ReadDatabase {
  return databaseOver(file, { readOnly: false, durability: 'off' });
}

function databaseOver(file: string, options: SqliteOptions): ReadDatabase {
  const whenRemoved = 'Mizan builds it again from the ledger, nothing is lost.';
  const dialect = new NodeSqliteDialect(sqliteFile({ path: file, whenRemoved }, options));
  const kysely = new Kysely<ReadSchema>({ dialect });
  return { name: file, file, kysely, close: () => kysely.destroy() };
}
