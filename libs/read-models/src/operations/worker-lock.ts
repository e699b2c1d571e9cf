import type { DatabaseLocation } from '../database/database';
import { PostgresWorkerLock } from '../postgres/postgres-worker-lock';
import { SqliteWorkerLock } from '../sqlite/sqlite-worker-lock';

/** The right to be the one worker that writes, for as long as it is held. */
export interface HeldLock {
  /** Aborts when the lock was lost without having been released: another worker may hold it from then on. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

/** What workers of one ledger compete for. No stale lock is ever in the way: its holder's end frees it, however it ends. */
export interface WorkerLock {
  /** Null while another worker holds it. @throws ReadDatabaseProblem when it cannot be asked for */
  tryAcquire(): Promise<HeldLock | null>;
  /** Ends what waiting needed; a held lock is released before. */
  close(): Promise<void>;
}

/** The lock of a ledger: on SQLite a file of its own in the data folder, else of the database. */
export function workerLock(location: DatabaseLocation): WorkerLock {
  return 'file' in location
    ? new SqliteWorkerLock(location.file)
    : new PostgresWorkerLock(location.postgresUrl);
}
