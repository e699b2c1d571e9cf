import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient, PoolConfig } from 'pg';
import { ReadDatabaseProblem } from '../database/problem';
import { copyIn, isCopyIn } from './copy-in';
import { explainPostgres } from './postgres-problem';

export interface PoolOptions {
  readonly url: string;
  readonly name: string;
  readonly max: number;
}

/** Milliseconds to get a connection. */
const connectPatience = 5_000;

/** OIDs of int8, int2 and int4: integers are bigint, as from SQLite, because positions exceed 2^53. */
const integers: ReadonlySet<number> = new Set([20, 21, 23]);

/** A pool whose every fault is explained. The driver is loaded at the first query. */
export async function openPool({ url, name, max }: PoolOptions): Promise<PostgresPool> {
  const { default: pg } = await import('pg');
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      integers.has(oid) ? BigInt : (pg.types.getTypeParser(oid, format) as unknown),
  } as PoolConfig['types'];
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: 'mizan',
    connectionTimeoutMillis: connectPatience,
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it is replaced; one in use also fails its query.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new ExplainedPool(pool, explainPostgres(name));
}

class ExplainedPool implements PostgresPool {
  /** Kysely knows a connection again by its object. */
  private readonly clients = new WeakMap<PoolClient, ExplainedClient>();

  constructor(
    private readonly pool: Pool,
    private readonly explain: (error: unknown) => Error,
  ) {}

  get options(): object {
    return this.pool.options;
  }

  async connect(): Promise<PostgresPoolClient> {
    try {
      const client = await this.pool.connect();
      const known = this.clients.get(client) ?? new ExplainedClient(client, this.explain);
      this.clients.set(client, known);
      return known as unknown as PostgresPoolClient;
    } catch (error) {
      throw this.explain(error);
    }
  }

  end(): Promise<void> {
    return this.pool.end();
  }
}

class ExplainedClient {
  /** The server ends it: the next one to use it would only learn the same. */
  private broken = false;

  constructor(
    private readonly client: PoolClient,
    private readonly explain: (error: unknown) => Error,
  ) {}

  async query(text: string, parameters: unknown[]): Promise<unknown> {
    try {
      if (isCopyIn(text)) return await copyIn(this.client, text, parameters as Buffer[]);
      return await this.client.query(statement(text, parameters));
    } catch (error) {
      const reason = this.explain(error);
      this.broken ||= reason instanceof ReadDatabaseProblem && reason.code === 'READ_DATABASE_UNREACHABLE';
      throw reason;
    }
  }

  release(destroy?: boolean): void {
    this.client.release(this.broken || destroy);
  }
}

/** Texts under their names, the same in every connection. */
const names = new Map<string, string>();

/** Inserts come in few texts with many parameters: prepared under a name they are read and planned once. */
function statement(text: string, values: unknown[]): { text: string; values: unknown[]; name?: string } {
  if (!text.startsWith('insert into') || (!names.has(text) && names.size >= 64)) return { text, values };
  const name = names.get(text) ?? `mizan_${names.size}`;
  names.set(text, name);
  return { name, text, values };
}
