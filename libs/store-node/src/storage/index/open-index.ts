import { existsSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { types } from 'node:util';
import {
  resultCode,
  SQLITE_CONSTRAINT,
  SQLITE_CORRUPT,
  SQLITE_ERROR,
  SQLITE_NOTADB,
  StoreFault,
} from '../faults';
import { readBlock } from '../log/block';
import type { Rest } from '../log/find-end';
import { LOG_START, type LogFile } from '../log/log-file';
import { realPathOf } from '../real-path';
import { hasTables, makeTables } from './index-schema';
import { DamagedState, type IndexState, readState } from './index-state';
import { LogIndex } from './log-index';

/**
 * Nothing goes to disk but at the end of a transaction (`cache_spill`), so that no other statement can fail for want of room.
 * Other processes may read the index at the same time; the store's lock keeps writers out. It is written without a sync
 * of its own except when SQLite empties its log: what a crash takes from it is in the store's log.
 */
const PRAGMAS = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  pragma cache_size = -8000;
  pragma cache_spill = off;
  pragma wal_autocheckpoint = 8000;
  pragma journal_size_limit = 67108864;
  pragma temp_store = memory;
`;

/** How long to wait for a reader that is just recovering SQLite's log. */
const BUSY_PATIENCE_MS = 1000;

/** Up to this size the index is checked whole at every start; beyond it would delay the start. */
const CHECKED_BYTES = 8 * 1024 * 1024;

const BEYOND_USE = new Set([SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_CORRUPT, SQLITE_NOTADB]);

export interface IndexFindings {
  /** Why the index was made anew; undefined when it was not. */
  readonly madeAnew: string | undefined;
  readonly endedInOrder: boolean;
  /** What the log had behind it. */
  readonly rest: Rest;
}

/** The file beside a store in which its events are found. */
export function indexFileOf(database: string): string {
  return `${realPathOf(database)}-index`;
}

/**
 * Opens the index of a log and brings it to the log's end; one that is missing, damaged or another log's is made anew.
 * Throws StoreFault when it shows that the log has lost something.
 */
export function openIndex(
  log: LogFile,
  file: string,
  say: (line: string) => void,
): { readonly index: LogIndex; readonly findings: IndexFindings } {
  const found = existing(log, file);
  if ('db' in found) {
    try {
      return opened(found.db, { log, say, state: found.state, madeAnew: undefined });
    } catch (error) {
      found.db.close();
      if (!isBeyondUse(error)) throw error;
      return anew(log, file, { say, reason: 'damaged' });
    }
  }
  return anew(log, file, { say, reason: found.reason });
}

function anew(
  log: LogFile,
  file: string,
  { say, reason }: { readonly say: (line: string) => void; readonly reason: string },
): ReturnType<typeof openIndex> {
  if (file !== ':memory:') for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
  const db = new DatabaseSync(file, { timeout: BUSY_PATIENCE_MS });
  try {
    db.exec(PRAGMAS);
    makeTables(db);
    const hasEvents = log.bytes.size() > LOG_START.end;
    return opened(db, { log, say, state: undefined, madeAnew: hasEvents ? reason : undefined });
  } catch (error) {
    db.close();
    throw error;
  }
}

function opened(
  db: DatabaseSync,
  options: {
    readonly log: LogFile;
    readonly say: (line: string) => void;
    readonly state: IndexState | undefined;
    readonly madeAnew: string | undefined;
  },
): ReturnType<typeof openIndex> {
  const { log, say, state, madeAnew } = options;
  const index = new LogIndex(db, log, say);
  const rest = index.catchUp();
  log.goOnBehind(rest.last);
  // From here on, until it is closed, the index says that its node did not end in order.
  index.settle();
  return { index, findings: { madeAnew, endedInOrder: state?.endedInOrder ?? true, rest } };
}

type Existing =
  { readonly db: DatabaseSync; readonly state: IndexState | undefined } | { readonly reason: string };

function existing(log: LogFile, file: string): Existing {
  if (file === ':memory:' || !existsSync(file)) return { reason: 'missing' };
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { timeout: BUSY_PATIENCE_MS });
    db.exec(PRAGMAS);
    const reason = whyNot(db, file, log);
    if (reason === undefined) return { db, state: readState(db) };
    db.close();
    return { reason };
  } catch (error) {
    db?.close();
    if (isBeyondUse(error)) return { reason: 'damaged' };
    throw error;
  }
}

/** Why an index cannot be gone on with; undefined when it can. */
function whyNot(db: DatabaseSync, file: string, log: LogFile): string | undefined {
  if (!hasTables(db)) return 'of another version';
  const state = readState(db);
  if (state !== undefined && state.log !== log.log.id.toString('hex')) return "another file's";
  if (state !== undefined && !fits(state, log)) return 'of another state of the file';
  if (statSync(file).size > CHECKED_BYTES) return undefined;
  const finding = db.prepare('pragma integrity_check(1)').get()?.['integrity_check'];
  return finding === 'ok' ? undefined : 'damaged';
}

/** Whether the log has the last block that the index knows. Throws StoreFault when it has lost it. */
function fits({ last }: IndexState, { bytes, log }: LogFile): boolean {
  if (last.start === LOG_START.start) return true;
  const size = bytes.size();
  if (size < last.end) throw cutShort(log.database, size, last.end);
  const block = readBlock(bytes, last.start, size);
  if (block === undefined) throw lostItsEnd(log.database, last.start);
  return block.sum === last.sum && block.end === last.end;
}

/** Whether an index is so damaged that another is made. What the disk cannot give or take is no damage. */
function isBeyondUse(error: unknown): boolean {
  if (error instanceof DamagedState || error instanceof SyntaxError) return true;
  if (isNodeError(error) && error.code === 'ERR_OUT_OF_RANGE') return true;
  return BEYOND_USE.has(resultCode(error) ?? 0);
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return types.isNativeError(error) && 'code' in error;
}

/** The file has lost what its index knows. */
export function cutShort(database: string, size: number, known: number): StoreFault {
  return new StoreFault(
    'CORRUPT',
    `The event store ${database} has ${String(size)} bytes, and had ${String(known)} when ${database}-index was last written: its end is lost, and nothing was served. Keep both files and restore a backup. If it was replaced by an older copy on purpose, remove ${database}-index and start again.`,
  );
}

function lostItsEnd(database: string, at: number): StoreFault {
  return new StoreFault(
    'CORRUPT',
    `The event store ${database} is damaged at byte ${String(at)}, in the last commit that its index knows, and was not served. Keep both files and restore a backup. If it was replaced by another copy on purpose, remove ${database}-index and start again.`,
  );
}
