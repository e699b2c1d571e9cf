import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Statements kept prepared; the read side knows about a hundred texts. */
const statementsKept = 256;

/** Turns what SQLite threw into what the caller should see. */
export type Explain = (error: unknown) => Error;

/**
 * `node:sqlite` under the interface that Kysely expects of SQLite. Integers come back as bigint, because positions
 * exceed 2^53; statements are prepared once per text.
 */
export class NodeSqlite implements SqliteDatabase {
  private readonly statements = new Map<string, Statement>();

  constructor(
    private readonly database: DatabaseSync,
    private readonly explain: Explain,
  ) {}

  prepare(sql: string): SqliteStatement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = new Statement(() => this.compile(sql), this.explain);
    if (this.statements.size >= statementsKept) this.forgetOldest();
    this.statements.set(sql, statement);
    return statement;
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }

  private compile(sql: string): StatementSync {
    const statement = this.database.prepare(sql);
    statement.setReadBigInts(true);
    return statement;
  }

  private forgetOldest(): void {
    const [oldest] = this.statements.keys();
    if (oldest !== undefined) this.statements.delete(oldest);
  }
}

class Statement implements SqliteStatement {
  readonly reader: boolean;
  private readonly statement: StatementSync;

  constructor(
    private readonly compile: () => StatementSync,
    private readonly explain: Explain,
  ) {
    this.statement = this.explained(compile);
    this.reader = this.statement.columns().length > 0;
  }

  all(parameters: readonly unknown[]): unknown[] {
    return this.explained(() => this.statement.all(...(parameters as SQLInputValue[])));
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.explained(() => this.statement.run(...(parameters as SQLInputValue[])));
  }

  /** Prepares anew: a kept statement may be asked again while this iteration is still open. */
  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.explained(() => this.compile().iterate(...(parameters as SQLInputValue[])));
  }

  private explained<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw this.explain(error);
    }
  }
}
