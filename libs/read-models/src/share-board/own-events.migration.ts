import { sql, type Kysely } from 'kysely';
import { createShareBoard } from './share-board.migration';

/**
 * An event and the version that it makes become one row, and views of the past are folded. The rows are made anew from
 * the ledger: the board begins again, as in a new database.
 */
export async function joinEventsToVersions(db: Kysely<unknown>): Promise<void> {
  for (const table of ['case_version', 'strike_version', 'case_strike', 'case_event'])
    await db.schema.dropTable(table).execute();
  await createShareBoard(db);
  await db.schema.dropTable('case_event').execute();
  for (const table of ['case_version', 'strike_version'])
    await db.schema.alterTable(table).addColumn('event', 'text').execute();
  await sql`delete from checkpoint where name = 'cases'`.execute(db);
}
