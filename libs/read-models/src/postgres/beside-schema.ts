import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { migrate } from '../database/migrate';
import { ReadDatabaseProblem } from '../database/problem';
import type { ReadDatabase } from '../database/read-database';
import type { ReadTx } from '../database/schema';
import type { Beside } from '../database/tables-beside';
import { copyingRows } from './copy-rows';
import { liveSchema, openPostgres } from './postgres-database';

/**
 * Tables in a schema of their own. Its name is never used again: a worker that was replaced and does not know it yet
 * finds its schema gone, and cannot write into its successor's.
 */
export async function besideInSchema(
  live: ReadDatabase,
  { url, name }: { readonly url: string; readonly name: string },
): Promise<Beside> {
  const prefix = `mizan_rebuild_${name}_`;
  await dropLeftovers(live, prefix);
  const schema = prefix + randomBytes(6).toString('hex');
  const db: ReadDatabase = openPostgres({ url, schema, max: 2, durability: 'normal' });
  await migrate(db);
  const indices = await dropIndices(db, schema);
  return {
    db,
    schema,
    add: copyingRows(),
    exchange: (tx, table) => exchange(tx, { live: live.schema ?? liveSchema, built: schema, table }),
    swap: async (work) => {
      await Promise.all(indices.splice(0).map((index) => sql.raw(index).execute(db.kysely)));
      await analyse(db, schema);
      return patiently(() =>
        live.kysely.transaction().execute(async (tx) => {
          await sql`set local lock_timeout = ${sql.lit(lockPatience)}`.execute(tx);
          return work(tx);
        }),
      );
    },
    discard: async () => {
      await db.close();
      await live.kysely.schema.dropSchema(schema).ifExists().cascade().execute();
    },
  };
}

/**
 * Milliseconds that a swap waits for those who read a table that it replaces. Behind it wait who comes to read, and a
 * server looks for deadlocks after a second: it gives way before, and tries again.
 */
const lockPatience = 500;
/** Milliseconds between two attempts, and until it is given up. */
const interval = 200;
const patience = 60_000;

async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + patience;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const isBusy = error instanceof ReadDatabaseProblem && error.code === 'READ_DATABASE_BUSY';
      if (!isBusy || performance.now() > until) throw error;
      await pause(interval);
    }
  }
}

/** The built table takes the live one's name; who reads meanwhile finishes first, who comes to read finds the new one. */
async function exchange(
  tx: ReadTx,
  { live, built, table }: { readonly live: string; readonly built: string; readonly table: string },
): Promise<void> {
  await sql`drop table ${sql.table(`${live}.${table}`)}`.execute(tx);
  await sql`alter table ${sql.table(`${built}.${table}`)} set schema ${sql.ref(live)}`.execute(tx);
}

async function dropLeftovers({ kysely }: ReadDatabase, prefix: string): Promise<void> {
  const { rows } = await sql<{ nspname: string }>`select nspname from pg_catalog.pg_namespace
    where starts_with(nspname, ${prefix})`.execute(kysely);
  for (const { nspname } of rows) await kysely.schema.dropSchema(nspname).ifExists().cascade().execute();
}

/**
 * Projections look rows up by their keys only: what serves the queries is cheaper made once all rows are there. Answers
 * the statements that do it.
 */
async function dropIndices({ kysely }: ReadDatabase, schema: string): Promise<string[]> {
  const { rows } = await sql<{ indexname: string; indexdef: string }>`select indexname, indexdef
    from pg_catalog.pg_indexes where schemaname = ${schema} and tablename not like 'kysely%'
      and indexname not in (select conname from pg_catalog.pg_constraint)`.execute(kysely);
  for (const { indexname } of rows) await kysely.schema.dropIndex(indexname).execute();
  return rows.map(({ indexdef }) => indexdef);
}

/** Without figures the planner may choose a way that takes hours; a small sample is enough to tell large from small. */
async function analyse({ kysely }: ReadDatabase, schema: string): Promise<void> {
  const { rows } = await sql<{ tablename: string }>`select tablename from pg_catalog.pg_tables
    where schemaname = ${schema} and tablename not like 'kysely%'`.execute(kysely);
  await kysely.transaction().execute(async (tx) => {
    await sql`set local default_statistics_target = 10`.execute(tx);
    for (const { tablename } of rows) await sql`analyze ${sql.table(tablename)}`.execute(tx);
  });
}
