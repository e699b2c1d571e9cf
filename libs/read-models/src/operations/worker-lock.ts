import { DatabaseSync } from 'node:sqlite';
import { ReadDatabaseProblem } from '../database/problem';
import { explainSqlite } from '../sqlite/sqlite-problem';

export interface WorkerLock {
  release(): void;
}

/**
 * The right to be the worker that writes a data folder: SQLite's exclusive lock on a file of its own. The operating
 * system frees it when the process ends, however it ends, so that no stale lock is ever in the way.
 * Null when another worker holds it. @throws ReadDatabaseProblem when the file cannot be used
 */
export function acquireWorkerLock(file: string): WorkerLock | null {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    database.exec('begin exclusive');
    const held = database;
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    const reason = explainSqlite({ path: file, whenRemoved: 'it holds nothing but the lock.' })(error);
    if (reason instanceof ReadDatabaseProblem && reason.code === 'READ_DATABASE_BUSY') return null;
    throw reason;
  }
}
