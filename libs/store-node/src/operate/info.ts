import { statSync } from 'node:fs';
import { explain } from '../storage/faults';
import { readFrame } from '../storage/frame-place';
import { readState } from '../storage/index/index-state';
import { cutShort, indexFileOf } from '../storage/index/open-index';
import { type Block, type PlacedEntry, readBlock } from '../storage/log/block';
import { LOG_START, type LastBlock } from '../storage/log/log-file';
import { isBeingWritten } from '../storage/write-lock';
import { lastBlockOf, openReadOnly, type ReadOnlyStore } from './read-only';

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
  /** Size of the index beside it; 0 where there is none yet. */
  readonly indexBytes: number;
}

/** What can be told of a store without walking it. Throws StoreFault. */
export function storeInfo(database: string): StoreInfo {
  const store = openReadOnly(database);
  try {
    const known = indexed(store);
    if (store.bytes.size() < known.from.end) throw cutShort(database, store.bytes.size(), known.from.end);
    let { events, streams, newest } = known;
    const take = ({ entries }: Block): void => {
      events += entries.length;
      for (const { stream } of entries) streams = Math.max(streams, stream);
      newest = entries.at(-1) ?? newest;
    };
    lastBlockOf(store, { from: known.from, take });
    const { bytes } = store;
    const first = readBlock(bytes, LOG_START.end, bytes.size())?.entries.at(0);
    return {
      database,
      format: store.format,
      running: isBeingWritten(database),
      events,
      streams,
      lastPosition: newest?.position ?? 0,
      firstRecorded: recorded(store, first),
      lastRecorded: recorded(store, newest),
      fileBytes: bytes.size(),
      indexBytes: sizeOf(indexFileOf(database)) + sizeOf(`${indexFileOf(database)}-wal`),
    };
  } catch (error) {
    throw explain(error, database);
  } finally {
    store.close();
  }
}

/** Where an event is, and its frame. */
type Found = Pick<PlacedEntry, 'position' | 'place' | 'length'>;

/** What the index holds, and up to which block of the log: in one snapshot, since a node may write it meanwhile. */
function indexed({ index }: ReadOnlyStore): {
  events: number;
  streams: number;
  newest: Found | undefined;
  from: LastBlock;
} {
  if (index === undefined) return { events: 0, streams: 0, newest: undefined, from: LOG_START };
  const row = (sql: string): Record<string, unknown> => index.db.prepare(sql).get() ?? {};
  index.db.exec('begin');
  try {
    const newest = row('select position, place, length from events order by position desc limit 1');
    return {
      events: Number(row('select count(*) as events from events')['events']),
      streams: Number(row('select max(id) as streams from streams')['streams'] ?? 0),
      newest: 'place' in newest ? (newest as unknown as Found) : undefined,
      from: readState(index.db)?.last ?? LOG_START,
    };
  } finally {
    index.db.exec('rollback');
  }
}

function recorded({ bytes }: ReadOnlyStore, entry: Found | undefined): string | null {
  const reading = entry && readFrame(bytes.read(entry.place, entry.length));
  return reading === undefined ? null : new Date(Number(reading.event.created.slice(0, -4))).toISOString();
}

export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
