import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import type { Database } from '../database/database';
import { keepAlive } from './keep-alive';
import { openPool } from './postgres-pool';
import { postgresName } from './postgres-name';

export interface PostgresOptions {
  readonly url: string;
  /** The schema that holds the tables; created by whoever migrates. */
  readonly schema: string;
  /** Connections at most. */
  readonly max: number;
  readonly readOnly?: boolean;
  /**
   * `normal` may lose the last transactions when the server crashes, never half of one: for rows that the ledger gives
   * again, together with the checkpoint they stand for. `full` for what nothing gives again.
   */
  readonly durability: 'normal' | 'full';
}

/** Mizan's tables are in a schema of their own, so that they can be moved away and nothing else is touched. */
export const liveSchema = 'mizan';

/** Connects at the first query. */
export function openPostgres<Schema>(options: PostgresOptions): Database<Schema> {
  const { url, schema, max } = options;
  const name = postgresName(url);
  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool: () => openPool({ url, name, max }),
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw(sessionOf(options)));
      },
    }),
  });
  return { location: { postgresUrl: url }, schema, name, kysely, close: () => kysely.destroy() };
}

function sessionOf({ schema, readOnly, durability }: PostgresOptions): string {
  return [
    keepAlive,
    `set search_path to "${schema}"`,
    ...(readOnly ? ['set default_transaction_read_only to on'] : []),
    ...(durability === 'normal' ? ['set synchronous_commit to off'] : []),
  ].join('; ');
}
