import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { types } from 'node:util';
import { prepareSchema, type SchemaFinding } from './schema';
import { explain, StoreFault } from './sqlite-errors';
import { inspectWal, type WalFindings } from './wal-file';
import { acquireWriteLock, type WriteLock } from './write-lock';

/** Other processes may read the file at the same time, to look at it or to copy it; `write-lock.ts` keeps writers out. */
const PRAGMAS = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma cache_size = -8000;
  pragma wal_autocheckpoint = 2000;
  pragma journal_size_limit = 67108864;
  pragma temp_store = memory;
`;

/** How long to wait for a reader that is just recovering the log. */
const BUSY_PATIENCE_MS = 1000;

/** Up to this size the whole file is checked at start; beyond it would delay the start by seconds. */
const CHECKED_BYTES = 64 * 1024 * 1024;

export interface OpenedDatabase {
  readonly db: DatabaseSync;
  readonly schema: SchemaFinding;
  /** Left by a process that did not end in order. */
  readonly wal: WalFindings | undefined;
  /** When SQLite last wrote the main file, which it does at checkpoints only. */
  readonly lastCheckpoint: Date | undefined;
  close(): void;
}

/** Opens or creates the file (or `:memory:`), with the right to write it. Throws StoreFault. */
export function openDatabase(database: string): OpenedDatabase {
  if (database === ':memory:') return open(database, undefined);
  makeFolder(database);
  const lock = acquireWriteLock(database);
  try {
    return open(database, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function open(database: string, lock: WriteLock | undefined): OpenedDatabase {
  const existed = lock !== undefined && existsSync(database);
  const lastCheckpoint = existed ? statSync(database).mtime : undefined;
  const wal = existed ? inspectWal(database) : undefined;
  if (wal && wal.behindDamage > 1) throw damagedLog(database, wal);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(database, { timeout: BUSY_PATIENCE_MS });
    db.exec(PRAGMAS);
    const schema = prepareSchema(db, database);
    if (existed) settle(db, database);
    const opened = db;
    const close = (): void => {
      opened.close();
      lock?.release();
    };
    return { db, schema, wal, lastCheckpoint, close };
  } catch (error) {
    db?.close();
    throw explain(error, database);
  }
}

/** Takes what the log holds into the file, so that the file alone can be checked. */
function settle(db: DatabaseSync, database: string): void {
  db.exec('pragma wal_checkpoint(truncate)');
  if (statSync(database).size <= CHECKED_BYTES) check(db, database);
}

function makeFolder(database: string): void {
  try {
    mkdirSync(dirname(database), { recursive: true });
  } catch (error) {
    throw new StoreFault(
      'NOT_WRITABLE',
      `Cannot create the folder of the event store ${database}: ${types.isNativeError(error) ? error.message : String(error)}. Create it, or name another file with --db.`,
      error,
    );
  }
}

function check(db: DatabaseSync, database: string): void {
  const finding = db.prepare('pragma integrity_check(1)').get()?.['integrity_check'];
  if (finding === 'ok') return;
  throw new StoreFault(
    'CORRUPT',
    `The event store ${database} is damaged (${String(finding)}) and was not served. Move the file away (keep it) and restore a backup in its place, or start on another file with --db.`,
  );
}

function damagedLog(database: string, { behindDamage }: WalFindings): StoreFault {
  return new StoreFault(
    'CORRUPT',
    `The write-ahead log ${database}-wal is damaged in its middle: ${String(behindDamage)} transactions behind the damage would be lost, and nothing was served. Keep both files and restore a backup; to go on without those transactions, move the log away and start again.`,
  );
}
