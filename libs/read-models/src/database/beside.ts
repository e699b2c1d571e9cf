import { rmSync } from 'node:fs';
import { sql } from 'kysely';
import { migrate } from './migrate';
import { openScratchDatabase, type ReadDatabase } from './read-database';
import type { ReadTx } from './schema';

/** Under this schema name a swap sees the rows that were built beside the live ones. */
export const besideSchema = 'rebuild';

/** Tables of the same schema, apart from the live ones. Nobody reads them before the swap. */
export interface Beside {
  readonly db: ReadDatabase;
  /** One transaction of the live database in which the tables beside are readable under `besideSchema`. */
  swap<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>;
  discard(): Promise<void>;
}

/**
 * Empty tables beside those of `live`. On SQLite they are a file of their own: the live database's writers never wait
 * for its writes. What an ended worker left behind is removed.
 */
export async function openBeside(live: ReadDatabase, name: string): Promise<Beside> {
  const file = `${live.file}-rebuild-${name}`;
  rmSync(file, { force: true });
  const db = openScratchDatabase(file);
  await migrate(db);
  await dropIndices(db);
  return {
    db,
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
    await sql`attach database ${file} as ${sql.ref(besideSchema)}`.execute(connection);
    try {
      return await connection.transaction().execute(work);
    } finally {
      await sql`detach database ${sql.ref(besideSchema)}`.execute(connection);
    }
  });
}
