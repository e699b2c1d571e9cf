import { sql, type Kysely } from 'kysely';

const columns = [
  ['event_id', 'text'],
  ['type', 'text'],
  ['recorded_at', 'bigint'],
  ['event_exercise', 'integer'],
  ['occurred_at', 'text'],
  ['actor', 'text'],
  ['data', 'text'],
] as const;

/**
 * An event and the version that it makes become one row. Of versions that have ended only every sixteenth revision of a
 * case keeps the view; the others are folded from the events.
 */
export async function joinEventsToVersions(db: Kysely<unknown>): Promise<void> {
  await joinEvents(db, 'case_version', 'case_id');
  await joinEvents(db, 'strike_version', 'strike_id');
  await db.schema.dropTable('case_event').execute();
  await sql`update case_version set view = ''
    where to_position is not null and (revision + 1) % 16 <> 0`.execute(db);
  await sql`update strike_version set view = '' where to_position is not null`.execute(db);
}

async function joinEvents(db: Kysely<unknown>, table: string, id: string): Promise<void> {
  for (const [column, type] of columns) await db.schema.alterTable(table).addColumn(column, type).execute();
  const listed = sql.join(columns.map(([column]) => sql.ref(column)));
  await sql`update ${sql.table(table)} set (${listed}) = (
    select event_id, type, recorded_at, exercise, occurred_at, actor, data from case_event
    where subject = ${sql.ref(`${table}.${id}`)} and position = ${sql.ref(`${table}.from_position`)})`.execute(
    db,
  );
}
