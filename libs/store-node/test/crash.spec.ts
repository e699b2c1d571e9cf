import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type NodeProcess, spawnNode, temporaryFolder } from './node-process';

const ROUNDS = 4;
const WRITERS = 32;

let folder: ReturnType<typeof temporaryFolder>;
let node: NodeProcess | undefined;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(async () => {
  node?.child.kill('SIGKILL');
  await node?.ended;
  folder.remove();
});

/** Appends one after another until the node dies; gives per writer the ids in the order they were acknowledged. */
async function write(client: EventStoreDBClient, stream: string, acknowledged: string[]): Promise<void> {
  for (;;) {
    const event = jsonEvent({ type: 'Crashed', data: { text: 'x'.repeat(500) } });
    await client.appendToStream(stream, event);
    acknowledged.push(event.id);
  }
}

async function ids(client: EventStoreDBClient, stream: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { event } of client.readStream(stream)) found.push(event?.id ?? '');
  return found;
}

describe('kill -9 under load', () => {
  it(`loses and doubles no acknowledged append in ${String(ROUNDS)} rounds`, async () => {
    const database = join(folder.path, 'events.db');
    const acknowledged = new Map<string, string[]>();
    for (let round = 0; round < ROUNDS; round++) {
      node = await spawnNode({ database });
      const client = EventStoreDBClient.connectionString(node.connectionString);
      const streams = Array.from({ length: WRITERS }, (_, writer) => `r${String(round)}-${String(writer)}`);
      const writers = streams.map((stream) => {
        const list: string[] = [];
        acknowledged.set(stream, list);
        return write(client, stream, list);
      });
      const ends = Promise.allSettled(writers);
      // Counting first, so that a busy machine still gets some work done before the blow.
      while (streams.reduce((sum, one) => sum + (acknowledged.get(one)?.length ?? 0), 0) < 2 * WRITERS)
        await sleep(5);
      await sleep(Math.random() * 200);
      node.child.kill('SIGKILL');
      await node.ended;
      await ends;
      await client.dispose();
    }
    node = await spawnNode({ database });
    const reader = EventStoreDBClient.connectionString(node.connectionString);
    let total = 0;
    for (const [stream, list] of acknowledged) {
      if (list.length === 0) continue;
      const found = await ids(reader, stream);
      // The last one may have been stored without its acknowledgement getting out.
      expect(found.slice(0, list.length)).toEqual(list);
      expect(found.length - list.length).toBeLessThanOrEqual(1);
      expect(new Set(found).size).toBe(found.length);
      total += list.length;
    }
    expect(total).toBeGreaterThanOrEqual(2 * ROUNDS * WRITERS);
    process.stdout.write(
      `kill -9: ${String(ROUNDS)} rounds, ${String(total)} appends acknowledged, all there once\n`,
    );
    await reader.dispose();
  }, 120_000);
});
