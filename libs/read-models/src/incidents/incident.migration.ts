import type { Kysely } from 'kysely';

/** First shape of the incidents' table. */
export async function createIncidents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('incident')
    .addColumn('incident_id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('recorded_at', 'bigint', (column) => column.notNull())
    .addColumn('exercise', 'integer', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('incident_order').unique().on('incident').column('position').execute();
}
