import type { Client } from 'pg';
import type { HeldLock, WorkerLock } from '../operations/held-lock';
import { advisoryKeys } from './advisory-keys';
import { keepAlive } from './keep-alive';
import { postgresName } from './postgres-name';
import { explainPostgres } from './postgres-problem';

/** Milliseconds between two signs of life of the connection that holds the lock, and until one is missed. */
const heartbeat = 2_000;
const patience = 5_000;

/**
 * An advisory lock of a session, on a connection of its own: the server frees it when that connection ends, and the
 * worker learns of that end. A worker that does not know yet is fenced all the same: a checkpoint moves only from where
 * its writer believes it to be.
 */
export class PostgresWorkerLock implements WorkerLock {
  private readonly explain;
  private waiting: Client | null = null;

  constructor(private readonly url: string) {
    this.explain = explainPostgres(postgresName(url));
  }

  async tryAcquire(): Promise<HeldLock | null> {
    try {
      const client = (this.waiting ??= await this.connect());
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
        advisoryKeys.worker,
      ]);
      if (!rows[0]?.held) return null;
      this.waiting = null;
      return new HeldByConnection(client);
    } catch (error) {
      await this.close();
      throw this.explain(error);
    }
  }

  async close(): Promise<void> {
    const { waiting } = this;
    this.waiting = null;
    await ended(waiting);
  }

  private async connect(): Promise<Client> {
    const { default: pg } = await import('pg');
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'mizan worker lock',
      connectionTimeoutMillis: patience,
      query_timeout: patience,
      keepAlive: true,
    });
    // Whoever uses the connection hears of it from the query that fails, and the holder of the lock by its end.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(keepAlive);
      return client;
    } catch (error) {
      await ended(client);
      throw error;
    }
  }
}

class HeldByConnection implements HeldLock {
  private readonly abort = new AbortController();
  private readonly beating: NodeJS.Timeout;
  readonly lost = this.abort.signal;

  constructor(private readonly client: Client) {
    client.once('error', this.lose);
    client.once('end', this.lose);
    this.beating = setInterval(() => void client.query('select 1').catch(this.lose), heartbeat).unref();
  }

  async release(): Promise<void> {
    clearInterval(this.beating);
    this.client.off('end', this.lose).off('error', this.lose);
    await ended(this.client);
  }

  private readonly lose = () => {
    clearInterval(this.beating);
    this.abort.abort();
  };
}

/** A connection that is broken already cannot be ended politely. */
async function ended(client: Client | null): Promise<void> {
  await client?.end().catch(() => undefined);
}
