import type { Kysely } from 'kysely';

/** First shape of the ledger's table. */
export async function createLedger(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ledger_event')
    .addColumn('position', 'bigint', (column) => column.notNull().primaryKey())
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('recorded_at', 'bigint', (column) => column.notNull())
    .addColumn('max_recorded_at', 'bigint', (column) => column.notNull())
    .addColumn('exercise', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('ledger_event_known')
    .on('ledger_event')
    .columns(['max_recorded_at', 'position'])
    .execute();
}
