import { rmSync } from 'node:fs';
import { sql } from 'kysely';
import { migrate } from '../database/migrate';
import { openReadFile, type ReadDatabase } from '../database/read-database';
import type { ReadTx } from '../database/schema';
import type { Beside } from '../database/tables-beside';

const schema = 'rebuild';

/** Tables in a file of their own, which a swap attaches to the live one. */
export async function besideInFile(live: ReadDatabase, file: string): Promise<Beside> {
  rmSync(file, { force: true });
  const db = openReadFile(file, { readOnly: false, durability: 'off' });
  await migrate(db);
  await dropIndices(db);
  return {
    db,
    schema,
    swap: (work) => attached(live, file, work),
    discard: async () => {
      await db.close();
      rmSync(file, { force: true });
    },
  };
}

/** Projections look rows up by their keys only; what serves the queries would cost time here and serve nobody. */
async function dropIndices({ kysely }: ReadDatabase): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master
    where type = 'index' and sql is not null and tbl_name not like 'kysely%'`.execute(kysely);
  for (const { name } of rows) await kysely.schema.dropIndex(name).execute();
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
