import { types } from 'node:util';
import { sql } from 'kysely';
import { DEFAULT_MIGRATION_LOCK_TABLE, DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';
import { DatabaseMissing } from '../sqlite/sqlite-file';
import type { Database } from './database';
import { exclusively } from './exclusively';
import { migrations } from './migrations';
import { ReadDatabaseProblem } from './problem';
import type { ReadDatabase } from './read-database';

/** A schema of its own: its steps, in order of their names, and the tables that say which were taken. */
export interface SchemaPlan {
  readonly steps: Readonly<Record<string, Migration>>;
  readonly takenTable: string;
  readonly lockTable: string;
  /** Ends the sentence "… or move the database away: …". */
  readonly whenRemoved: string;
}

/** The read side's own. */
export const readPlan: SchemaPlan = {
  steps: migrations,
  takenTable: DEFAULT_MIGRATION_TABLE,
  lockTable: DEFAULT_MIGRATION_LOCK_TABLE,
  whenRemoved: 'this version then builds its own from the ledger.',
};

/**
 * Brings the read schema forwards to what this version of Mizan needs; for the worker only. All steps or none.
 * @throws ReadDatabaseProblem also when the schema is newer than this version of Mizan
 */
export function migrate(db: ReadDatabase): Promise<void> {
  return migrateTo(readPlan, db);
}

/**
 * Whether the worker has migrated the database. False also when the file does not exist yet.
 * @throws ReadDatabaseProblem also when the schema is newer than this version of Mizan
 */
export function schemaReady(db: ReadDatabase): Promise<boolean> {
  return isAt(readPlan, db);
}

/** @throws ReadDatabaseProblem also when the schema is newer than the plan */
export async function migrateTo<Schema>(plan: SchemaPlan, db: Database<Schema>): Promise<void> {
  // Usually there is nothing to do: a worker that takes over does not wait for locks to learn that.
  if (await isAt(plan, db)) return;
  await exclusively(db, async (kysely) => {
    assertKnown(plan, db.name, await stepsTaken(plan, { ...db, kysely }));
    const { error } = await new Migrator({
      db: kysely,
      provider: { getMigrations: () => Promise.resolve({ ...plan.steps }) },
      migrationTableName: plan.takenTable,
      migrationLockTableName: plan.lockTable,
      ...(db.schema === null ? {} : { migrationTableSchema: db.schema }),
    }).migrateToLatest();
    if (error) throw types.isNativeError(error) ? error : new Error('A migration failed.', { cause: error });
  });
}

/** @throws ReadDatabaseProblem also when the schema is newer than the plan */
export async function isAt<Schema>(plan: SchemaPlan, db: Database<Schema>): Promise<boolean> {
  try {
    const taken = await stepsTaken(plan, db);
    assertKnown(plan, db.name, taken);
    return Object.keys(plan.steps).every((step) => taken.includes(step));
  } catch (error) {
    if (error instanceof DatabaseMissing) return false;
    throw error;
  }
}

async function stepsTaken<Schema>(
  { takenTable }: SchemaPlan,
  { kysely, schema }: Database<Schema>,
): Promise<readonly string[]> {
  const catalogue =
    schema === null
      ? sql`select 1 from sqlite_master where type = 'table' and name = ${takenTable}`
      : sql`select 1 from pg_catalog.pg_tables where schemaname = ${schema} and tablename = ${takenTable}`;
  if ((await catalogue.execute(kysely)).rows.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(takenTable)}`.execute(kysely);
  return rows.map(({ name }) => name);
}

function assertKnown({ steps, whenRemoved }: SchemaPlan, name: string, taken: readonly string[]): void {
  const unknown = taken.filter((step) => !Object.hasOwn(steps, step));
  if (unknown.length === 0) return;
  throw new ReadDatabaseProblem('READ_DATABASE_NEWER', {
    detail: `${name} was written by a newer version of Mizan (${unknown.join(', ')}).`,
    remedy: `Start that version, or move the database away: ${whenRemoved}`,
  });
}
