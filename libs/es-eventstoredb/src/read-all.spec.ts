import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { EventStore, RecordedEvent } from '@mizan/es';
import { startStoreNodeInWorker, type RunningStoreNode } from '@mizan/store-node';
import { eventStoreDb } from './index';
import { inBatches } from './raw/in-batches';
import { RawClient } from './raw/raw-client';
import { readEvent } from './raw/raw-event';
import { toRecordedEvent } from './translate';

describe('reading the whole ledger', () => {
  let node: RunningStoreNode;
  let store: EventStore;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
    store = eventStoreDb(node.connectionString);
    client = EventStoreDBClient.connectionString(node.connectionString);
    await client.appendToStream('Fälle', [
      jsonEvent({ type: 'Told', data: { large: 2 ** 52, text: 'تراز ☾' }, metadata: { version: 1 } }),
      jsonEvent({ type: 'Bare', data: {} }),
      binaryEvent({ type: 'Bytes', data: Uint8Array.of(0, 255, 7), metadata: Uint8Array.of(9) }),
    ]);
    await appendBroken(node.connectionString);
    await client.tombstoneStream('gone');
  });
  afterAll(async () => {
    await Promise.all([store.close(), client.dispose()]);
    await node.stop();
  });

  it("gives every event as the client's own decoding does, in either direction", async () => {
    for (const direction of ['forwards', 'backwards'] as const) {
      const expected: RecordedEvent[] = [];
      for await (const resolved of client.readAll({ direction, fromPosition: endOf(direction) })) {
        const event = toRecordedEvent(resolved);
        if (event && !event.type.startsWith('$')) expected.push(event);
      }
      const read = await collect(store.readAll({ direction }));
      expect(read.map(plain)).toStrictEqual(expected.map(plain));
      expect(read).toHaveLength(6);
    }
  });

  it('keeps numbers that JavaScript has no exact number for', async () => {
    const raw = RawClient.connect(node.connectionString);
    const revisions: bigint[] = [];
    for await (const event of raw.readRawAll('start'))
      if (event.type === '$streamDeleted') revisions.push(event.revision);
    await raw.dispose();
    expect(revisions).toStrictEqual([2n ** 63n - 1n]);
  });

  it('refuses a message that ends too early', () => {
    expect(() => readEvent(Buffer.of(0x0a, 0x05, 0x0a))).toThrow('it ends too early');
  });
});

describe('items in batches', () => {
  it('gives everything once and in order, however slowly it is taken', async () => {
    const items = Array.from({ length: 5_000 }, (_, n) => n);
    const seen: number[] = [];
    for await (const batch of inBatches<number>(Readable.from(items))) {
      seen.push(...batch);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(seen).toStrictEqual(items);
  });

  it('gives what came before an error, then throws it', async () => {
    const seen: number[] = [];
    const reading = (async () => {
      for await (const batch of inBatches<number>(Readable.from(breaking()))) seen.push(...batch);
    })();
    await expect(reading).rejects.toThrow('cut off');
    expect(seen).toStrictEqual([1, 2]);
  });
});

function* breaking(): Generator<number> {
  yield 1;
  yield 2;
  throw new Error('cut off');
}

/** What says that it is JSON and is not. */
async function appendBroken(connectionString: string): Promise<void> {
  const raw = RawClient.connect(connectionString);
  const event = { revision: 0n, position: 0n, type: 'Broken', contentType: 'application/json' };
  const bytes = [
    { data: Buffer.from('{"a":'), metadata: Buffer.from('not JSON') },
    { data: Buffer.alloc(0), metadata: Buffer.alloc(0) },
    { data: Buffer.from('{"a":1.0}'), metadata: Buffer.from('{}') },
  ];
  const stream = Buffer.from('odd');
  await raw.appendRaw(
    stream,
    -1n,
    bytes.map((each, n) => ({ ...event, ...each, stream, id: `00000000-0000-4000-8000-00000000000${n}` })),
  );
  await raw.dispose();
}

function endOf(direction: 'forwards' | 'backwards') {
  return direction === 'forwards' ? ('start' as const) : ('end' as const);
}

async function collect(events: AsyncIterable<RecordedEvent>): Promise<RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** Bytes of either kind compare as numbers. */
function plain(event: RecordedEvent): unknown {
  const bytes = (value: unknown) => (value instanceof Uint8Array ? [...value] : value);
  return { ...event, data: bytes(event.data), metadata: bytes(event.metadata) };
}
