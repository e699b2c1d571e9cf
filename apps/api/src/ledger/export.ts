import type { EventStore, RecordedEvent } from '@mizan/es';
import { writeLine } from './line';

/** How many events there are up to the head, and where the head is; null for an empty ledger. */
export interface Extent {
  readonly count: number;
  readonly head: bigint;
}

const chunkCharacters = 64 * 1024;

/** Measures the ledger as it stands now. */
export async function extentOf(store: EventStore): Promise<Extent | null> {
  const head = await headOf(store);
  if (head === null) return null;
  return { count: await countOf(upTo(store, head)), head };
}

/** Position of the newest event; null for an empty ledger. */
export async function headOf(store: EventStore): Promise<bigint | null> {
  for await (const { position } of store.readAll({ direction: 'backwards', maxCount: 1 })) return position;
  return null;
}

/**
 * The lines of every event up to the head in ledger order, many in one chunk.
 * Ends with an error, so that the transfer breaks off, when the ledger no longer has what was counted.
 */
export async function* exportChunks(store: EventStore, { count, head }: Extent): AsyncGenerator<string> {
  let remaining = count;
  let chunk = '';
  for await (const event of upTo(store, head)) {
    chunk += writeLine(event, --remaining);
    if (chunk.length < chunkCharacters) continue;
    yield chunk;
    chunk = '';
  }
  if (remaining !== 0) throw new Error(`The ledger changed below its head: ${remaining} events are missing.`);
  if (chunk) yield chunk;
}

async function* upTo(store: EventStore, head: bigint): AsyncGenerator<RecordedEvent> {
  for await (const event of store.readAll()) {
    if (event.position > head) return;
    yield event;
  }
}

/** How many there are, keeping none. */
export async function countOf(events: AsyncIterable<unknown>): Promise<number> {
  const iterator = events[Symbol.asyncIterator]();
  let count = 0;
  while (!(await iterator.next()).done) count++;
  return count;
}
