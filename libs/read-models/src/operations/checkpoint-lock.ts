import { sql } from 'kysely';
import type { ReadDatabase } from '../database/read-database';
import type { ReadTx } from '../database/schema';

/**
 * Keeps this checkpoint where it is until the transaction ends. SQLite's transactions hold the only write lock from
 * their beginning. PostgreSQL locks the row, and where there is none yet, the table, so that none comes into being.
 */
export async function lockCheckpoint(tx: ReadTx, { schema }: ReadDatabase, name: string): Promise<void> {
  if (schema === null) return;
  const row = await tx.selectFrom('checkpoint').select('name').where('name', '=', name).forUpdate().execute();
  if (row.length === 0) await sql`lock table checkpoint in share row exclusive mode`.execute(tx);
}
