import type { Kysely } from 'kysely';

/** Rebuilds are no longer all that can be asked of the worker. */
export async function answerEveryRequest(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('rebuild_answer').renameTo('request_answer').execute();
  await db.schema
    .alterTable('request_answer')
    .addColumn('kind', 'text', (column) => column.notNull().defaultTo('rebuild'))
    .execute();
}
