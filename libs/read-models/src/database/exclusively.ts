import { sql, type Kysely } from 'kysely';
import { advisoryKeys } from '../postgres/advisory-keys';
import type { Database } from './database';

/**
 * One connection on which nobody else migrates meanwhile, in whatever process. SQLite needs no lock for it: a migration
 * is one transaction there, which begins with the only write lock there is.
 */
export async function exclusively<Schema, T>(
  { kysely, schema }: Database<Schema>,
  work: (kysely: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  if (schema === null) return work(kysely);
  return kysely.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${advisoryKeys.migration})`.execute(connection);
    try {
      return await work(connection);
    } finally {
      await sql`select pg_advisory_unlock(${advisoryKeys.migration})`.execute(connection);
    }
  });
}
