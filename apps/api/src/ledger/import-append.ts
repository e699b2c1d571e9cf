import { AppendTooLarge, type EventStore } from '@mizan/es';
import { eventOfLine, type FiledEvent, type LedgerLine } from './line';

/** Half of what an event store accepts in one append by default. */
const appendBytes = 512 * 1024;
const appendEvents = 500;

/**
 * Appends events in file order, consecutive ones of one stream together, each at the revision its line states.
 * Calls `stored` with the number of events after every append.
 */
export async function appendLines(
  store: EventStore,
  lines: AsyncIterable<LedgerLine>,
  stored: (count: number) => void,
): Promise<void> {
  let group: FiledEvent[] = [];
  let size = 0;
  const flush = async () => {
    if (group.length > 0) await appendGroup(store, group);
    stored(group.length);
    group = [];
    size = 0;
  };
  for await (const line of lines) {
    const event = eventOfLine(line);
    const bytes = sizeOf(line);
    const fits = size + bytes <= appendBytes && group.length < appendEvents;
    if (group.length > 0 && (group[0]?.stream !== event.stream || !fits)) await flush();
    group.push(event);
    size += bytes;
  }
  await flush();
}

/** A store with a lower limit gets the events one by one; a single one that it refuses is an error. */
async function appendGroup(store: EventStore, group: readonly FiledEvent[]): Promise<void> {
  try {
    await append(store, group);
  } catch (error) {
    if (!(error instanceof AppendTooLarge) || group.length === 1) throw error;
    for (const event of group) await append(store, [event]);
  }
}

async function append(store: EventStore, events: readonly FiledEvent[]): Promise<void> {
  const first = events[0];
  if (!first) return;
  const expected = first.revision === 0n ? 'no_stream' : first.revision - 1n;
  await store.append(first.stream, events.map(newEventOf), expected);
}

function newEventOf({ id, type, contentType, data, metadata }: FiledEvent) {
  return { id, type, contentType, data, metadata: metadataOf(metadata) };
}

/** The client leaves out metadata that JavaScript counts as nothing; as bytes it is kept. */
function metadataOf(metadata: unknown): unknown {
  if (metadata === null) return undefined;
  return metadata ? metadata : Uint8Array.from(Buffer.from(JSON.stringify(metadata)));
}

/** Bytes as they go over the wire, near enough: base64 counts a third too much. */
function sizeOf({ data, metadata }: LedgerLine): number {
  return Buffer.byteLength(JSON.stringify([data, metadata]));
}
