import type { CreateTableBuilder, Kysely } from 'kysely';

type Builder = CreateTableBuilder<string, string>;

/** First shape of the board's tables. */
export async function createShareBoard(db: Kysely<unknown>): Promise<void> {
  await createCaseVersions(db);
  await createStrikeVersions(db);
  await db.schema
    .createTable('case_strike')
    .addColumn('case_id', 'text', (column) => column.notNull())
    .addColumn('strike_id', 'text', (column) => column.notNull())
    .addColumn('from_position', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('case_strike_key', ['case_id', 'strike_id'])
    .execute();
  await createCaseEvents(db);
}

async function createCaseVersions(db: Kysely<unknown>): Promise<void> {
  const table: Builder = db.schema
    .createTable('case_version')
    .addColumn('case_id', 'text', (column) => column.notNull())
    .addColumn('reference', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull());
  await versionColumns(table)
    .addPrimaryKeyConstraint('case_version_key', ['case_id', 'from_position'])
    .execute();
  await versionIndices(db, 'case_version');
  await currentIndex(db, { table: 'case_version', suffix: 'state', columns: ['state', 'created_position'] });
  await currentIndex(db, {
    table: 'case_version',
    suffix: 'reference',
    columns: ['reference', 'created_position'],
  });
}

async function createStrikeVersions(db: Kysely<unknown>): Promise<void> {
  const table: Builder = db.schema
    .createTable('strike_version')
    .addColumn('strike_id', 'text', (column) => column.notNull());
  await versionColumns(table)
    .addPrimaryKeyConstraint('strike_version_key', ['strike_id', 'from_position'])
    .execute();
  await versionIndices(db, 'strike_version');
}

function versionColumns(table: Builder): Builder {
  return table
    .addColumn('from_position', 'bigint', (column) => column.notNull())
    .addColumn('to_position', 'bigint')
    .addColumn('created_position', 'bigint', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('exercise', 'integer', (column) => column.notNull())
    .addColumn('view', 'text', (column) => column.notNull());
}

/** The board as it is, and the board at any past position, each in its order and without touching other rows. */
async function versionIndices(db: Kysely<unknown>, table: string): Promise<void> {
  await currentIndex(db, { table, suffix: 'current', columns: ['created_position'] });
  await db.schema
    .createIndex(`${table}_history`)
    .on(table)
    .columns(['created_position', 'from_position', 'to_position'])
    .execute();
}

interface CurrentIndex {
  readonly table: string;
  readonly suffix: string;
  readonly columns: readonly string[];
}

/** Holds current versions only: a version leaves it when the next one begins. */
async function currentIndex(db: Kysely<unknown>, { table, suffix, columns }: CurrentIndex): Promise<void> {
  await db.schema
    .createIndex(`${table}_${suffix}`)
    .on(table)
    .columns([...columns])
    .where('to_position', 'is', null)
    .execute();
}

async function createCaseEvents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('case_event')
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('recorded_at', 'bigint', (column) => column.notNull())
    .addColumn('exercise', 'integer', (column) => column.notNull())
    .addColumn('occurred_at', 'text')
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('case_event_key', ['subject', 'position'])
    .execute();
}
