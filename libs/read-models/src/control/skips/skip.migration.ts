import type { Kysely } from 'kysely';

export async function createSkips(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('skip')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('projection', 'text', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('event_type', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('error', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('skipped_by', 'text', (column) => column.notNull())
    .addColumn('skipped_at', 'bigint', (column) => column.notNull())
    .execute();
}

/** One column a statement, as SQLite takes them. */
export async function addWithdrawals(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('skip').addColumn('withdrawal_reason', 'text').execute();
  await db.schema.alterTable('skip').addColumn('withdrawn_by', 'text').execute();
  await db.schema.alterTable('skip').addColumn('withdrawn_at', 'bigint').execute();
}
