import type { Kysely } from 'kysely';

/** First shape of what the worker keeps for itself and tells its operators. */
export async function createOperations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('checkpoint')
    .addColumn('name', 'text', (column) => column.notNull().primaryKey())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('position', 'bigint')
    .addColumn('failure', 'text')
    .addColumn('rebuild_done', 'bigint')
    .addColumn('rebuild_head', 'bigint')
    .execute();
  await createTimers(db);
  await db.schema
    .createTable('activity')
    .addColumn('id', 'bigint', (column) => column.notNull().primaryKey())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('rebuild_answer')
    .addColumn('request_id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('projection', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('detail', 'text')
    .addColumn('answered_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function createTimers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('timer')
    .addColumn('process', 'text', (column) => column.notNull())
    .addColumn('timer_key', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('command', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('timer_id', ['process', 'timer_key'])
    .execute();
  await db.schema.createIndex('timer_due').on('timer').columns(['process', 'due_at']).execute();
}
