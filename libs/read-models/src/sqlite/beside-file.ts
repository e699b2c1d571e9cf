import { rmSync } from 'node:fs';
import { sql } from 'kysely';
import { migrate } from '../database/migrate';
import { openReadFile, type ReadDatabase } from '../database/read-database';
import type { ReadTx } from '../database/schema';
import { insert } from '../database/upsert';
import type { Beside } from '../database/tables-beside';

const schema = 'rebuild';

/** Tables in a file of their own, which a swap attaches to the live one. */
export async function besideInFile(live: ReadDatabase, file: string): Promise<Beside> {
  rmSync(file, { force: true });
  const db = openReadFile(file, { readOnly: false, durability: 'off' });
  await migrate(db);
  const indices = await dropIndices(db);
  return {
    db,
    schema,
    add: insert,
    swap: async (work) => {
      for (const index of indices.splice(0)) await sql.raw(index).execute(db.kysely);
      return attached(live, file, work);
    },
    discard: async () => {
      await db.close();
      rmSync(file, { force: true });
    },
  };
}

/**
 * Projections look rows up by their keys only: what serves the queries is cheaper made once all rows are there, except
 * where it holds few of them. Answers the statements that do it.
 */
async function dropIndices({ kysely }: ReadDatabase): Promise<string[]> {
  const { rows } = await sql<{ name: string; sql: string }>`select name, sql from sqlite_master
    where type = 'index' and sql is not null and sql not like '% where %' and tbl_name not like 'kysely%'`.execute(
    kysely,
  );
  for (const { name } of rows) await kysely.schema.dropIndex(name).execute();
  return rows.map((row) => row.sql);
}

/** SQLite attaches a file to a connection, outside of transactions only. */
function attached<T>(live: ReadDatabase, file: string, work: (tx: ReadTx) => Promise<T>): Promise<T> {
  return live.kysely.connection().execute(async (connection) => {
    await sql`attach database ${file} as ${sql.ref(schema)}`.execute(connection);
    try {
      return await connection.transaction().execute(work);
    } finally {
      await sql`detach database ${sql.ref(schema)}`.execute(connection);
    }
  });
}
