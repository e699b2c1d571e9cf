import type { DatabaseSync } from 'node:sqlite';
import { openDatabase } from './database';
import { EventTable } from './event-table';
import { writeFirstEvents } from './first-events';
import { GroupWriter } from './group-writer';
import { Ledger } from './ledger';
import { LogTail } from './log-tail';
import { StreamReader } from './stream-reader';
import { Streams } from './streams';

/** An open store: everything the calls need, sharing one connection that belongs to this process alone. */
export interface Store {
  readonly database: string;
  readonly events: EventTable;
  readonly streams: Streams;
  readonly reader: StreamReader;
  readonly writer: GroupWriter;
  readonly tail: LogTail;
  /** The last position given to any write. */
  lastPosition(): number;
  close(): void;
}

/** Opens or creates the store at a path, or in memory for `:memory:`. Throws StoreFault. */
export function openStore(database: string): Store {
  const { db, isNew } = openDatabase(database);
  const store = assemble(db, database);
  if (isNew) writeFirstEvents(store.writer);
  return store;
}

function assemble(db: DatabaseSync, database: string): Store {
  const events = new EventTable(db);
  const streams = new Streams(db, events);
  const ledger = new Ledger(events, streams);
  const tail = new LogTail();
  return {
    database,
    events,
    streams,
    tail,
    reader: new StreamReader(events, streams),
    writer: new GroupWriter(db, ledger, { tail, database }),
    lastPosition: () => ledger.lastPosition,
    close: () => db.close(),
  };
}
