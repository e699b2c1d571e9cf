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

class WritingDriver extends SqliteDriver {
  /** A transaction that reads and then writes would fail when another process wrote in between. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
