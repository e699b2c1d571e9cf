import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { types } from 'node:util';
import { explain, StoreFault } from '../storage/sqlite-errors';
import { openReadOnly } from './read-only';
import { type StoreVerification, verifyStore } from './verify';

export interface StoreBackup {
  readonly database: string;
  readonly file: string;
  readonly bytes: number;
  /** Everything up to this position is in the copy; the store had it, or less, when the backup began. */
  readonly upTo: number;
  readonly verification: StoreVerification;
}

export interface BackupOptions {
  readonly progress?: (what: string, done: number, total: number) => void;
}

/**
 * Copies a store into a new file, also while a node writes it: one snapshot, so everything acknowledged before the call
 * is in it. The copy is walked by `verifyStore`, synced, and only then gets its name; a damaged one gets none. Never
 * overwrites. Throws StoreFault.
 */
export async function backupStore(
  database: string,
  target: string,
  options: BackupOptions = {},
): Promise<StoreBackup> {
  const file = resolve(target);
  if (existsSync(file)) throw exists(file);
  const partial = `${file}.partial-${String(process.pid)}`;
  try {
    await copyInto(partial, database);
    const verification = await verifyStore(partial, {
      progress: (done, total) => options.progress?.('Verifying the copy', done, total),
    });
    if (verification.faults > 0) throw damagedCopy(database, verification);
    settle(partial, file);
    const { upTo } = verification;
    return {
      database,
      file,
      bytes: statSync(file).size,
      upTo,
      verification: { ...verification, database: file },
    };
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${partial}${end}`, { force: true });
  }
}

/** All pages in one step: in steps, each commit of the node would make the copy begin again. */
const ALL_PAGES = 2 ** 31 - 1;

async function copyInto(partial: string, database: string): Promise<void> {
  const store = openReadOnly(database);
  try {
    await backup(store.db, partial, { rate: ALL_PAGES });
    // One file that needs no log beside it.
    const copy = new DatabaseSync(partial);
    copy.exec('pragma journal_mode = delete');
    copy.close();
  } catch (error) {
    throw explain(error, existsSync(dirname(partial)) ? database : partial);
  } finally {
    store.close();
  }
}

/** A name that stands for a whole file or for nothing: linked, since a rename could replace another's. */
function settle(partial: string, file: string): void {
  sync(partial);
  try {
    linkSync(partial, file);
  } catch (error) {
    if (types.isNativeError(error) && 'code' in error && error.code === 'EEXIST') throw exists(file);
    throw error;
  }
  sync(dirname(file));
}

function sync(path: string): void {
  const opened = openSync(path, 'r');
  fsyncSync(opened);
  closeSync(opened);
}

function exists(file: string): StoreFault {
  return new StoreFault('EXISTS', `${file} exists already and was left as it is. Name a file that does not.`);
}

function damagedCopy(database: string, { faults, firstFaults }: StoreVerification): StoreFault {
  return new StoreFault(
    'DAMAGED',
    `The event store ${database} is damaged (${String(faults)} faults, the first: ${firstFaults[0] ?? ''}) and no backup was made of it. Keep the file as it is, and an older backup.`,
  );
}
