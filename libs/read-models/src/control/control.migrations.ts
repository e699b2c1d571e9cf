import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { SchemaPlan } from '../database/migrate';
import { createSessions } from './sessions/session.migration';
import { addWithdrawals, createSkips } from './skips/skip.migration';

/** Every step of the control schema, in order of their names. A step that was released is never changed. */
const steps: Readonly<Record<string, Migration>> = {
  '0001-requests': { up: createRequests },
  '0002-sessions': { up: createSessions },
  '0003-skips': { up: createSkips },
  '0004-skip-withdrawals': { up: addWithdrawals },
};

export const controlPlan: SchemaPlan = {
  steps,
  takenTable: 'control_migration',
  lockTable: 'control_migration_lock',
  whenRemoved:
    'it holds requests to the worker, which can be asked again, sessions, which end, and which events projections were told to leave out: they stop there again.',
};

/** Before there were steps, a file held `rebuild_request` and `ledger_import`, and half an import stays closed. */
async function createRequests(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('rebuild_request').ifExists().execute();
  await db.schema
    .createTable('ledger_import')
    .ifNotExists()
    .addColumn('id', 'bigint', (column) => column.notNull().primaryKey())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('request')
    .addColumn('projection', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text')
    .addColumn('requested_by', 'text')
    .addColumn('requested_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('request_key', ['projection', 'kind'])
    .execute();
}
