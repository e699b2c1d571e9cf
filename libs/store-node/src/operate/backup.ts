import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { types } from 'node:util';
import { explain, StoreFault } from '../storage/faults';
import { lastBlockOf, openReadOnly } from './read-only';
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
 * Copies a store into a new file, also while a node writes it: its log up to the end that it has now, so everything
 * acknowledged before the call is in it. The copy is walked by `verifyStore`, synced, and only then gets its name; a damaged one gets none. It is
 * for this user alone. Never overwrites. Throws StoreFault.
 */
export async function backupStore(
  database: string,
  target: string,
  options: BackupOptions = {},
): Promise<StoreBackup> {
  const file = resolve(target);
  if (existsSync(file)) throw exists(file);
  const partial = `${file}.partial-${String(process.pid)}`;
  const remove = (): void => rmSync(partial, { force: true });
  process.once('exit', remove);
  try {
    await copyInto(partial, database, options);
    const verification = await verifyStore(partial, {
      isAtRest: true,
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
    process.removeListener('exit', remove);
    remove();
  }
}

/** Copied before others get their turn. */
const STEP_BYTES = 4 * 1024 * 1024;

async function copyInto(partial: string, database: string, { progress }: BackupOptions): Promise<void> {
  const store = openReadOnly(database);
  let file: number | undefined;
  try {
    const { end } = lastBlockOf(store);
    file = openSync(partial, 'wx', 0o600);
    for (let at = 0; at < end; at += STEP_BYTES) {
      writeAll(file, store.bytes.read(at, Math.min(STEP_BYTES, end - at)));
      progress?.('Copying', Math.min(at + STEP_BYTES, end), end);
      await turn();
    }
  } catch (error) {
    throw explain(error, partial);
  } finally {
    if (file !== undefined) closeSync(file);
    store.close();
  }
}

/** A disk that fills up takes a part and says so only the next time. */
function writeAll(file: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written);
}

/** A name that stands for a whole file or for nothing: linked, since a rename could replace another's. */
function settle(partial: string, file: string): void {
  try {
    sync(partial);
    link(partial, file);
    sync(dirname(file));
  } catch (error) {
    throw explain(error, file);
  }
}

/** What FAT, exFAT and some network disks say to a hard link. */
const NO_LINKS: readonly unknown[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

function link(partial: string, file: string): void {
  try {
    linkSync(partial, file);
  } catch (error) {
    const code = types.isNativeError(error) && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' || existsSync(file)) throw exists(file);
    if (!NO_LINKS.includes(code)) throw error;
    renameSync(partial, file);
  }
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
