import { sql, type Kysely } from 'kysely';

/** A view names the area of its hold. Views are made anew from the ledger: the board begins again. */
export async function nameHeldAreas(db: Kysely<unknown>): Promise<void> {
  for (const table of ['case_version', 'strike_version', 'case_strike'])
    await sql`delete from ${sql.table(table)}`.execute(db);
  await sql`delete from checkpoint where name = 'cases'`.execute(db);
}
