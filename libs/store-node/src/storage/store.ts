import { ChecksumMigration } from './checksum-migration';
import { openDatabase, type OpenedDatabase } from './database';
import { EventCheck } from './event-check';
import { EventTable } from './event-table';
import { writeFirstEvents } from './first-events';
import { GroupWriter } from './group-writer';
import { Ledger } from './ledger';
import { LogTail } from './log-tail';
import { FORMAT_VERSION } from './schema';
import type { StoreFindings } from './start-words';
import { Meters } from './meters';
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
  const opened = openDatabase(database);
  try {
    return assemble(opened, { database, say });
  } catch (error) {
    opened.close();
    throw error;
  }
}

function assemble(opened: OpenedDatabase, options: { database: string; say: Say }): Store {
  const { db, schema } = opened;
  const { database, say } = options;
  const meters = new Meters();
  const check = new EventCheck(db, { ...options, meters });
  const events = new EventTable(db, check);
  const streams = new Streams(db, events);
  const ledger = new Ledger(events, streams);
  const tail = new LogTail();
  const writer = new GroupWriter(db, ledger, { tail, database, meters });
  if (schema.kind === 'new') writeFirstEvents(writer);
  const migration = ChecksumMigration.of(db, check, say);
  migration?.start();
  return {
    database,
    events,
    streams,
    tail,
    writer,
    meters,
    reader: new StreamReader(events, streams),
    findings: findingsOf(opened, events, migration),
    lastPosition: () => ledger.lastPosition,
    close: () => {
      migration?.stop();
      opened.close();
    },
  };
}

function findingsOf(
  { schema, wal, lastCheckpoint }: OpenedDatabase,
  events: EventTable,
  migration: ChecksumMigration | undefined,
): StoreFindings {
  return {
    format: FORMAT_VERSION,
    schema,
    wal,
    lastCheckpoint,
    events: events.count(),
    lastPosition: events.lastPosition() ?? 0,
    withoutChecksum: migration?.left ?? 0,
  };
}
