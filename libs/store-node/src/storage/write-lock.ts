import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { explain, StoreFault } from './faults';
import { realPathOf } from './real-path';

export interface WriteLock {
  /** Whether the lock's file is still the one that was locked: if not, another node may write by now. */
  isHeld(): boolean;
  /** Throws StoreFault LOCKED when it is not. */
  assertHeld(): void;
  release(): void;
}

/** For a store that no other process can reach. */
export const NO_LOCK: WriteLock = {
  isHeld: () => true,
  assertHeld: () => undefined,
  release: () => undefined,
};

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
  const file = lockFileOf(database);
  try {
    holder = new DatabaseSync(file, { timeout: PATIENCE_MS });
    holder.exec('pragma journal_mode = memory; begin exclusive');
    const held = holder;
    const locked = identityOf(file);
    const isHeld = (): boolean => identityOf(file) === locked;
    const assertHeld = (): void => {
      if (!isHeld()) throw lost(database, file);
    };
    return { isHeld, assertHeld, release: () => held.close() };
  } catch (error) {
    holder?.close();
    throw explain(error, database);
  }
}

function identityOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? '' : `${String(found.dev)} ${String(found.ino)}`;
}

function lost(database: string, file: string): StoreFault {
  return new StoreFault(
    'LOCKED',
    `The file ${file} was removed or replaced while the event store ${database} was open, so that another node may have opened it. This one writes nothing more; nothing of this write was stored. Stop every node of this store and start one again.`,
  );
}

/** Whether a node has the store open for writing now; also when that cannot be told. */
export function isBeingWritten(database: string): boolean {
  const file = lockFileOf(database);
  if (!existsSync(file)) return false;
  let asker: DatabaseSync | undefined;
  try {
    asker = new DatabaseSync(file, { readOnly: true, timeout: 0 });
    asker.prepare('select count(*) from sqlite_schema').get();
    return false;
  } catch {
    return true;
  } finally {
    asker?.close();
  }
}
