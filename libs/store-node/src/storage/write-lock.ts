import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { explain } from './faults';
import { realPathOf } from './real-path';

export interface WriteLock {
  release(): void;
}

/** How long to wait for a predecessor that is just closing. */
const PATIENCE_MS = 1000;

/** The file beside a store whose lock makes one process its writer. */
export function lockFileOf(database: string): string {
  return `${realPathOf(database)}-lock`;
}

/**
 * The right to write a store: SQLite's exclusive lock on a file of its own, so that others may read the store meanwhile.
 * The operating system frees it when the process ends, however it ends. Throws StoreFault LOCKED.
 */
export function acquireWriteLock(database: string): WriteLock {
  let holder: DatabaseSync | undefined;
  try {
    holder = new DatabaseSync(lockFileOf(database), { timeout: PATIENCE_MS });
    holder.exec('pragma journal_mode = memory; begin exclusive');
    const held = holder;
    return { release: () => held.close() };
  } catch (error) {
    holder?.close();
    throw explain(error, database);
  }
}

/** Whether a node has the store open for writing now. */
export function isBeingWritten(database: string): boolean {
  const file = lockFileOf(database);
  if (!existsSync(file)) return false;
  const asker = new DatabaseSync(file, { readOnly: true, timeout: 0 });
  try {
    asker.prepare('select count(*) from sqlite_schema').get();
    return false;
  } catch {
    return true;
  } finally {
    asker.close();
  }
}
