import { DatabaseSync } from 'node:sqlite';
import { ReadDatabaseProblem } from '../database/problem';
import type { HeldLock, WorkerLock } from '../operations/held-lock';
import { explainSqlite } from './sqlite-problem';

/** SQLite's exclusive lock on a file of its own: the operating system frees it when the process ends, and never before. */
export class SqliteWorkerLock implements WorkerLock {
  constructor(private readonly file: string) {}

  tryAcquire(): Promise<HeldLock | null> {
    return new Promise((resolve) => resolve(this.acquire()));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private acquire(): HeldLock | null {
    let database: DatabaseSync | null = null;
    try {
      database = new DatabaseSync(this.file, { timeout: 0 });
      database.exec('begin exclusive');
      return held(database);
    } catch (error) {
      database?.close();
      const reason = explainSqlite({ path: this.file, whenRemoved: 'it holds nothing but the lock.' })(error);
      if (reason instanceof ReadDatabaseProblem && reason.code === 'READ_DATABASE_BUSY') return null;
      throw reason;
    }
  }
}

function held(database: DatabaseSync): HeldLock {
  return {
    lost: new AbortController().signal,
    release: () => new Promise((resolve) => resolve(database.close())),
  };
}
