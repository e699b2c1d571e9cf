import { existsSync, statSync } from 'node:fs';
import { types } from 'node:util';
import { readFrame } from '../storage/frame-place';
import { explain } from '../storage/sqlite-errors';
import { isBeingWritten } from '../storage/write-lock';
import { openReadOnly, type ReadOnlyStore } from './read-only';

export interface StoreInfo {
  readonly database: string;
  readonly format: number;
  /** Whether a node has it open for writing. */
  readonly running: boolean;
  readonly events: number;
  readonly streams: number;
  readonly lastPosition: number;
  /** When the first and the last event were recorded, RFC 3339; null when that cannot be read. */
  readonly firstRecorded: string | null;
  readonly lastRecorded: string | null;
  readonly fileBytes: number;
  /** Written, and not yet taken into the file by a checkpoint. */
  readonly logBytes: number;
  readonly lastCheckpoint: string;
  /** Events that still wait for a checksum after a change of the format. */
  readonly withoutChecksum: number;
}

/** What can be told of a store without walking it. Throws StoreFault. */
export function storeInfo(database: string): StoreInfo {
  const store = openReadOnly(database);
  try {
    const { size, mtime } = statSync(database);
    const log = `${database}-wal`;
    return {
      database,
      format: store.format,
      running: isBeingWritten(database),
      events: number(store, 'select count(*) from events'),
      streams: number(store, 'select count(*) from streams'),
      lastPosition: number(store, 'select coalesce(max(position), 0) from events'),
      firstRecorded: recorded(store, 'asc'),
      lastRecorded: recorded(store, 'desc'),
      fileBytes: size,
      logBytes: existsSync(log) ? statSync(log).size : 0,
      lastCheckpoint: mtime.toISOString(),
      withoutChecksum: number(
        store,
        store.format === 1
          ? 'select count(*) from events'
          : 'select coalesce(sum(total - done), 0) from progress',
      ),
    };
  } catch (error) {
    throw explain(error, database);
  } finally {
    store.close();
  }
}

function number({ db }: ReadOnlyStore, sql: string): number {
  return Number(Object.values(db.prepare(sql).get() ?? {})[0]);
}

function recorded({ db }: ReadOnlyStore, order: 'asc' | 'desc'): string | null {
  const frame = db.prepare(`select frame from events order by position ${order} limit 1`).get()?.['frame'];
  const reading = types.isUint8Array(frame) ? readFrame(Buffer.from(frame)) : undefined;
  return reading === undefined ? null : new Date(Number(reading.event.created.slice(0, -4))).toISOString();
}
