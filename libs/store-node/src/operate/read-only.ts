import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { explain, isOutOfReach, isSqliteError, StoreFault } from '../storage/faults';
import { hasTables } from '../storage/index/index-schema';
import { DamagedState, readState } from '../storage/index/index-state';
import { indexFileOf } from '../storage/index/open-index';
import { assertFile } from '../storage/real-path';
import { walkToEnd } from '../storage/log/find-end';
import { FORMAT_VERSION, HEADER_BYTES, readHeader } from '../storage/log/header';
import { bytesOf, type LogBytes, readAt } from '../storage/log/log-bytes';
import { LOG_START, type LastBlock } from '../storage/log/log-file';
import { isOldFormat } from '../storage/older/bring-forward';

/** A store that is looked at, also while a node writes it. */
export interface ReadOnlyStore {
  readonly database: string;
  readonly format: number;
  readonly bytes: LogBytes;
  /** Its index, if there is one of this log that can be read. */
  readonly index: ReadOnlyIndex | undefined;
  /** What an index is that is there and of no use: a node's next start makes it anew. */
  readonly unusable: string | undefined;
  /** Whether there is none. */
  readonly isIndexMissing: boolean;
  close(): void;
}

export interface ReadOnlyIndex {
  readonly db: DatabaseSync;
  /** The last block that the index holds. */
  readonly last: LastBlock;
}

/** Throws StoreFault. */
export function openReadOnly(database: string): ReadOnlyStore {
  let file: number | undefined;
  try {
    assertFile(database);
    file = openSync(database, 'r');
    const opened = file;
    const header = readAt(opened, 0, HEADER_BYTES);
    if (header.length === 0)
      throw new StoreFault('FOREIGN', `The file ${database} is empty: no node has written it.`);
    if (isOldFormat(header)) throw old(database);
    const id = readHeader(header, database);
    const bytes = bytesOf(opened, id);
    const found = openIndex(database, id.toString('hex'));
    const close = (): void => {
      found.index?.db.close();
      closeSync(opened);
    };
    return { database, format: FORMAT_VERSION, bytes, ...found, close };
  } catch (error) {
    if (file !== undefined) closeSync(file);
    throw unreadable(error, database) ?? explain(error, database);
  }
}

type Take = Parameters<typeof walkToEnd>[2];

/** The last whole block of the store now; what a node is just writing is not there yet. Throws StoreFault. */
export function lastBlockOf(
  { bytes, database, index }: ReadOnlyStore,
  { from = index?.last ?? LOG_START, take = () => undefined }: { from?: LastBlock; take?: Take } = {},
): LastBlock {
  return walkToEnd(bytes, { from, database }, take).last;
}

type FoundIndex = Pick<ReadOnlyStore, 'index' | 'unusable' | 'isIndexMissing'>;

function openIndex(database: string, log: string): FoundIndex {
  const file = indexFileOf(database);
  if (!existsSync(file)) return { ...noIndex(), isIndexMissing: true };
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: 2000 });
    if (hasTables(db)) {
      const state = readState(db);
      if (state?.log === log) return { ...noIndex(), index: { db, last: state.last } };
      db.close();
      // A node that is just making it has not said yet what it stands for.
      return noIndex(state && 'that of another file');
    }
    db.close();
    return noIndex('of another version');
  } catch (error) {
    db?.close();
    if (isOutOfReach(error)) return noIndex();
    if (!isSqliteError(error) && !(error instanceof DamagedState)) throw error;
    return noIndex('damaged');
  }
}

function noIndex(unusable?: string): FoundIndex {
  return { index: undefined, unusable, isIndexMissing: false };
}

/** What keeps this process from reading the file; null where it is something else. */
function unreadable(error: unknown, database: string): StoreFault | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new StoreFault(
      'MISSING',
      `There is no event store ${database}. Name its file with --db, or its folder with MIZAN_DATA_DIR.`,
    );
  if (code !== 'EACCES' && code !== 'EPERM') return null;
  return new StoreFault(
    'NOT_READABLE',
    `This user may not read the event store ${database}. Run this as the user that the node runs as.`,
    error,
  );
}

function old(database: string): StoreFault {
  return new StoreFault(
    'OLD',
    `The event store ${database} has an older format than ${String(FORMAT_VERSION)}. Start a node on it once, with "mizan store --db ${database}" or "mizan serve": that brings it forwards and keeps the old file beside it.`,
  );
}
