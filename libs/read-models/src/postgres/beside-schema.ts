import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { migrate } from '../database/migrate';
import type { ReadDatabase } from '../database/read-database';
import type { Beside } from '../database/tables-beside';
import { openPostgres } from './postgres-database';

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
  await lighten(db, schema);
  return {
    db,
    schema,
    swap: async (work) => {
      await analyse(db, schema);
      return live.kysely.transaction().execute(work);
    },
    discard: async () => {
      await db.close();
      await live.kysely.schema.dropSchema(schema).ifExists().cascade().execute();
    },
  };
}

async function dropLeftovers({ kysely }: ReadDatabase, prefix: string): Promise<void> {
  const { rows } = await sql<{ nspname: string }>`select nspname from pg_catalog.pg_namespace
    where starts_with(nspname, ${prefix})`.execute(kysely);
  for (const { nspname } of rows) await kysely.schema.dropSchema(nspname).ifExists().cascade().execute();
}

async function tablesOf({ kysely }: ReadDatabase, schema: string): Promise<readonly string[]> {
  const { rows } = await sql<{ tablename: string }>`select tablename from pg_catalog.pg_tables
    where schemaname = ${schema} and tablename not like 'kysely%'`.execute(kysely);
  return rows.map(({ tablename }) => tablename);
}

/**
 * Projections look rows up by their keys only; what serves the queries would cost time here and serve nobody. Nor do
 * these tables have to survive a crash.
 */
async function lighten(db: ReadDatabase, schema: string): Promise<void> {
  const { rows } = await sql<{ indexname: string }>`select indexname from pg_catalog.pg_indexes
    where schemaname = ${schema} and tablename not like 'kysely%'
      and indexname not in (select conname from pg_catalog.pg_constraint)`.execute(db.kysely);
  for (const { indexname } of rows) await db.kysely.schema.dropIndex(indexname).execute();
  for (const table of await tablesOf(db, schema))
    await sql`alter table ${sql.table(table)} set unlogged`.execute(db.kysely);
}

/** The swap compares whole tables: without figures the planner may choose a way that takes hours. */
async function analyse(db: ReadDatabase, schema: string): Promise<void> {
  for (const table of await tablesOf(db, schema)) await sql`analyze ${sql.table(table)}`.execute(db.kysely);
}
