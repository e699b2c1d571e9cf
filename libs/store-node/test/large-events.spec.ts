import { EventStoreDBClient, binaryEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningStoreNode, startStoreNodeInWorker } from '../src';

const READERS = 6;
/** So large that a page holds one of them, and that most of it waits in the node for a reader's window. */
const BYTES = 200_000;
const EVENTS = 12;

let node: RunningStoreNode;
const clients: EventStoreDBClient[] = [];

beforeAll(async () => {
  node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
  for (let reader = 0; reader < READERS; reader++)
    clients.push(EventStoreDBClient.connectionString(node.connectionString));
});

afterAll(async () => {
  for (const client of clients) await client.dispose();
  await node.stop();
});

/** What event `n` of a stream holds, told by one letter. */
const letter = (stream: number, n: number): number => 65 + ((stream * 7 + n) % 26);

describe('large events', () => {
  it('reach each of several readers as they were stored, however slow the others are', async () => {
    for (let stream = 0; stream < READERS; stream++)
      for (let n = 0; n < EVENTS; n++)
        await clients[0]?.appendToStream(
          `large-${String(stream)}`,
          binaryEvent({ type: 'Large', data: Buffer.alloc(BYTES, letter(stream, n)) }),
        );
    const wrong = await Promise.all(clients.map((client, stream) => damagedOnTheWay(client, stream)));
    expect(wrong).toEqual(Array.from({ length: READERS }, () => []));
  }, 60_000);
});

/** Numbers of the events that did not arrive as they were stored. */
async function damagedOnTheWay(client: EventStoreDBClient, stream: number): Promise<number[]> {
  const wrong: number[] = [];
  let n = 0;
  for await (const { event } of client.readStream(`large-${String(stream)}`)) {
    const data = event?.data as Uint8Array;
    if (data.length !== BYTES || data.some((byte) => byte !== letter(stream, n))) wrong.push(n);
    n++;
  }
  expect(n).toBe(EVENTS);
  return wrong;
}
