import { EventCheck } from './event-check';
import { StoredEvents } from './stored-events';
import { writeFirstEvents } from './first-events';
import { GroupWriter } from './group-writer';
import { Ledger } from './ledger';
import { LogTail } from './log-tail';
import { FORMAT_VERSION } from './log/header';
import { Meters } from './meters';
import { type OpenedFiles, openFiles } from './open-files';
import type { StoreFindings } from './start-words';
import { StreamReader } from './stream-reader';
import { Streams } from './streams';

/** An open store: everything the calls need; its files belong to this process alone. */
export interface Store {
  readonly database: string;
  readonly events: StoredEvents;
  readonly streams: Streams;
  readonly reader: StreamReader;
  readonly writer: GroupWriter;
  readonly tail: LogTail;
  readonly meters: Meters;
  /** What the file was found to be when it was opened. */
  readonly findings: StoreFindings;
  /** The last position given to any write. */
  lastPosition(): number;
  close(): void;
}

export type Say = (line: string) => void;

/** Opens or creates the store at a path, or in memory for `:memory:`. `say` hears of damage and of progress. Throws StoreFault. */
export function openStore(database: string, say: Say = () => undefined): Store {
  const opened = openFiles(database, say);
  try {
    return assemble(opened, { database, say });
  } catch (error) {
    opened.close();
    throw error;
  }
}

function assemble(opened: OpenedFiles, options: { database: string; say: Say }): Store {
  const { log, index } = opened;
  const { database } = options;
  const meters = new Meters();
  const check = new EventCheck(index.db, { ...options, meters });
  const events = new StoredEvents(log, index, check);
  const streams = new Streams(index, events);
  const ledger = new Ledger(events, streams);
  const tail = new LogTail();
  const writer = new GroupWriter(opened, ledger, { tail, database, meters });
  if (events.lastPosition() === undefined) writeFirstEvents(writer);
  return {
    database,
    events,
    streams,
    tail,
    writer,
    meters,
    reader: new StreamReader(events, streams),
    findings: findingsOf(opened, events),
    lastPosition: () => ledger.lastPosition,
    close: () => opened.close(),
  };
}

function findingsOf({ isNew, from, indexed }: OpenedFiles, events: StoredEvents): StoreFindings {
  return {
    format: FORMAT_VERSION,
    isNew,
    from,
    indexed,
    events: events.count(),
    lastPosition: events.lastPosition() ?? 0,
  };
}
