import { sql, type Kysely } from 'kysely';

/** Of versions that have ended only every sixteenth revision keeps the view; the others are folded from the events. */
export async function foldPastViews(db: Kysely<unknown>): Promise<void> {
  await sql`update case_version set view = '' where to_position is not null and (revision + 1) % 16 <> 0`.execute(
    db,
  );
  await sql`update strike_version set view = '' where to_position is not null`.execute(db);
}
