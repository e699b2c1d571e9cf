import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { NodeSqlite } from './node-sqlite';
import { explainSqlite, type DatabaseFile } from './sqlite-problem';

/** Milliseconds a statement waits for another process's write. It blocks this process: transactions wait in the driver. */
const patience = 200;

export interface SqliteOptions {
  readonly readOnly: boolean;
  /**
   * `normal` may lose the last transactions when the machine loses its power, never half of one. Rows, timers and the
   * checkpoint they stand for are lost together, and the ledger gives them again: that is why it is enough here.
   * `off` is for files that nobody needs after a crash, nor after a transaction that failed.
   */
  readonly durability: 'normal' | 'off';
}

/**
 * The cache, in KiB when negative, holds the upper levels of the indices; it is filled as needed. A page takes several
 * versions of a case; in SQLite's own 4 KiB there was room for one, and as much again was left empty.
 */
const pragmas: Readonly<Record<SqliteOptions['durability'], readonly string[]>> = {
  normal: ['page_size = 8192', 'journal_mode = wal', 'synchronous = normal', 'cache_size = -16000'],
  off: ['page_size = 16384', 'journal_mode = off', 'synchronous = off', 'cache_size = -64000'],
};

/** The file did not exist when it was to be read. It will as soon as its writer has started. */
export class DatabaseMissing extends Error {
  override readonly name = 'DatabaseMissing';
}

export interface SqliteFile {
  readonly readOnly: boolean;
  /** @throws DatabaseMissing, ReadDatabaseProblem */
  open(): NodeSqlite;
}

/** Opens the file at the first query. Read-only, it is never created: the query rejects with DatabaseMissing. */
export function sqliteFile(file: DatabaseFile, options: SqliteOptions): SqliteFile {
  return {
    readOnly: options.readOnly,
    open: () => new NodeSqlite(connect(file, options), explainSqlite(file)),
  };
}

function connect(file: DatabaseFile, { readOnly, durability }: SqliteOptions): DatabaseSync {
  if (readOnly && !existsSync(file.path)) throw new DatabaseMissing(`${file.path} does not exist yet.`);
  let database: DatabaseSync | null = null;
  try {
    // No table refers to another: a projection may write its rows in any order.
    database = new DatabaseSync(file.path, {
      readOnly,
      timeout: patience,
      enableForeignKeyConstraints: false,
    });
    if (!readOnly) for (const pragma of pragmas[durability]) database.exec(`pragma ${pragma}`);
    return database;
  } catch (error) {
    database?.close();
    throw explainSqlite(file)(error);
  }
}
