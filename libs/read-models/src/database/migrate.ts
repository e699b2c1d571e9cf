import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import { sql } from 'kysely';
import { DatabaseMissing } from '../sqlite/sqlite-file';
import { migrationProvider, migrations } from './migrations';
import { ReadDatabaseProblem } from './problem';
import type { ReadDatabase } from './read-database';

/**
 * Brings the schema forwards to what this version of Mizan needs; for the worker only. All steps or none.
 * @throws ReadDatabaseProblem also when the schema is newer than this version of Mizan
 */
export async function migrate(db: ReadDatabase): Promise<void> {
  assertKnown(db, await stepsTaken(db));
  const { error } = await new Migrator({ db: db.kysely, provider: migrationProvider }).migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('A migration failed.', { cause: error });
}

/**
 * Whether the worker has migrated the database. False also when the file does not exist yet.
 * @throws ReadDatabaseProblem also when the schema is newer than this version of Mizan
 */
export async function schemaReady(db: ReadDatabase): Promise<boolean> {
  try {
    const taken = await stepsTaken(db);
    assertKnown(db, taken);
    return Object.keys(migrations).every((step) => taken.includes(step));
  } catch (error) {
    if (error instanceof DatabaseMissing) return false;
    throw error;
  }
}

async function stepsTaken({ kysely }: ReadDatabase): Promise<readonly string[]> {
  const tables = await kysely.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(kysely);
  return rows.map(({ name }) => name);
}

function assertKnown({ file }: ReadDatabase, taken: readonly string[]): void {
  const unknown = taken.filter((step) => !Object.hasOwn(migrations, step));
  if (unknown.length === 0) return;
  throw new ReadDatabaseProblem('READ_DATABASE_NEWER', {
    detail: `${file} was written by a newer version of Mizan (${unknown.join(', ')}).`,
    remedy: 'Start that version, or move the file away: this version then builds its own from the ledger.',
  });
}
