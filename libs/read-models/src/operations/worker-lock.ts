import type { DatabaseLocation } from '../database/database';
import type { WorkerLock } from './held-lock';
import { PostgresWorkerLock } from '../postgres/postgres-worker-lock';
import { SqliteWorkerLock } from '../sqlite/sqlite-worker-lock';

/** The lock of a ledger: on SQLite a file of its own in the data folder, else of the database. */
export function workerLock(location: DatabaseLocation): WorkerLock {
  return 'file' in location
    ? new SqliteWorkerLock(location.file)
    : new PostgresWorkerLock(location.postgresUrl);
}
