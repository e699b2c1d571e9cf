import { setTimeout as pause } from 'node:timers/promises';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Driver,
  type SqliteDatabase,
  type SqliteDialectConfig,
} from 'kysely';
import { ReadDatabaseProblem } from '../database/problem';

export interface SqliteConnector {
  /** Called at the first query, and again at the next one when it threw. */
  open(): SqliteDatabase;
  readonly readOnly: boolean;
}

/** Kysely's SQLite dialect with transactions that take the write lock first, and with transactional migrations. */
export class NodeSqliteDialect extends SqliteDialect {
  private readonly config: SqliteDialectConfig;

  constructor(private readonly connector: SqliteConnector) {
    // The promise adopts what `open` throws: the first query rejects.
    const config = { database: () => new Promise<SqliteDatabase>((resolve) => resolve(connector.open())) };
    super(config);
    this.config = config;
  }

  override createDriver(): Driver {
    return this.connector.readOnly ? new SqliteDriver(this.config) : new WritingDriver(this.config);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

/** Milliseconds a transaction waits for another connection's, and between two attempts. */
const patience = 5_000;
const interval = 10;

class WritingDriver extends SqliteDriver {
  /**
   * Takes the write lock at once: a transaction that reads and then writes would fail when another one wrote in between.
   * SQLite's own waiting blocks the thread, and with it a transaction of this process that is to end first.
   */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const until = performance.now() + patience;
    for (;;) {
      try {
        await connection.executeQuery(CompiledQuery.raw('begin immediate'));
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > until) throw error;
        await pause(interval);
      }
    }
  }

  /** SQLite rolls back by itself when the disk fails under a transaction: asking again must not hide that fault. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection);
    } catch (error) {
      if (!/no transaction is active/.test(String(error))) throw error;
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof ReadDatabaseProblem && error.code === 'READ_DATABASE_BUSY';
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
