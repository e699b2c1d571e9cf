import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { explain, StoreFault } from './sqlite-errors';
import { prepareSchema } from './schema';

/**
 * The exclusive lock is the operating system's and lasts as long as the process: a second one is refused, and after a
 * kill -9 the file is free at once. It also keeps SQLite's shared memory file away.
 */
const PRAGMAS = `
  pragma locking_mode = exclusive;
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma cache_size = -8000;
  pragma wal_autocheckpoint = 2000;
  pragma journal_size_limit = 67108864;
  pragma temp_store = memory;
  begin exclusive; commit;
`;

/** How long to wait for a predecessor that is just closing. */
const LOCK_PATIENCE_MS = 1000;

/** Up to this size the whole file is checked at start; beyond it would delay the start by seconds. */
const CHECKED_BYTES = 64 * 1024 * 1024;

export interface OpenedDatabase {
  readonly db: DatabaseSync;
  readonly isNew: boolean;
}

/** Opens or creates the file (or `:memory:`) for this process alone. Throws StoreFault. */
export function openDatabase(database: string): OpenedDatabase {
  const inMemory = database === ':memory:';
  if (!inMemory) makeFolder(database);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(database, { timeout: LOCK_PATIENCE_MS });
    db.exec(PRAGMAS);
    const isNew = prepareSchema(db, database);
    if (!isNew && !inMemory && statSync(database).size <= CHECKED_BYTES) check(db, database);
    return { db, isNew };
  } catch (error) {
    db?.close();
    throw explain(error, database);
  }
}

function makeFolder(database: string): void {
  try {
    mkdirSync(dirname(database), { recursive: true });
  } catch (error) {
    throw new StoreFault(
      'NOT_WRITABLE',
      `Cannot create the folder of the event store ${database}: ${error instanceof Error ? error.message : String(error)}. Create it, or name another file with --db.`,
      error,
    );
  }
}

function check(db: DatabaseSync, database: string): void {
  const finding = db.prepare('pragma quick_check(1)').get()?.['quick_check'];
  if (finding === 'ok') return;
  throw new StoreFault(
    'CORRUPT',
    `The event store ${database} is damaged (${String(finding)}) and was not served. Move the file away (keep it) and restore a backup in its place, or start on another file with --db.`,
  );
}
