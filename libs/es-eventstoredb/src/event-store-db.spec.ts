import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StoreUnavailable, type EventStore, type NewEvent, type SubscriptionSignal } from '@mizan/es';
import { describeEventStore } from '@mizan/es-testing';
import { startStoreNodeInWorker, type RunningStoreNode } from '@mizan/store-node';
import { eventStoreDb } from './index';

function fact(n: number): NewEvent {
  return { id: randomUUID(), type: 'Counted', contentType: 'application/json', data: { n }, metadata: { n } };
}

async function until(condition: () => boolean): Promise<void> {
  for (let left = 1_000; !condition(); left--) {
    if (left === 0) throw new Error('It did not come about within 10 s.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describeEventStore('EventStoreDB client on the embedded node', async () => {
  const node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
  const store = eventStoreDb(node.connectionString);
  return {
    store,
    close: async () => {
      await store.close();
      await node.stop();
    },
  };
});

describe('when the server goes away', () => {
  let folder: string;
  let node: RunningStoreNode;
  let store: EventStore;
  const restart = async () => {
    const { port } = node;
    await node.stop();
    return () => startStoreNodeInWorker({ database: join(folder, 'events.db'), port });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mizan-adapter-'));
    node = await startStoreNodeInWorker({ database: join(folder, 'events.db'), port: 0 });
    store = eventStoreDb(node.connectionString);
  });
  afterAll(async () => {
    await store.close();
    await node.stop();
    await rm(folder, { recursive: true });
  });

  it('subscriptions go on where they were, without a gap and without a repeat', async () => {
    const seen: number[] = [];
    const kinds: SubscriptionSignal['kind'][] = [];
    const subscription = store.subscribeAll().subscribe((signal) => {
      kinds.push(signal.kind);
      if (signal.kind === 'event') seen.push((signal.event.data as { n: number }).n);
    });
    await store.append('restart', [fact(0), fact(1)], 'no_stream');
    await until(() => seen.length === 2);
    node = await (await restart())();
    await store.append('restart', [fact(2)], 1n);
    await until(() => seen.length === 3);
    subscription.unsubscribe();
    expect(seen).toEqual([0, 1, 2]);
    expect(kinds).toContain('interrupted');
  });

  it('an append waits for it and is stored once', async () => {
    const start = await restart();
    const append = store.append('patient', [fact(0)], 'no_stream');
    await new Promise((resolve) => setTimeout(resolve, 300));
    node = await start();
    expect((await append).revision).toBe(0n);
    const events = [];
    for await (const event of store.readStream('patient')) events.push(event);
    expect(events).toHaveLength(1);
  });

  it('says so in the end, to appends and to reads', async () => {
    const hurried = eventStoreDb(node.connectionString, { patience: { attemptMs: 300, totalMs: 500 } });
    await hurried.append('hurried', [fact(0)], 'no_stream');
    const start = await restart();
    await expect(hurried.append('hurried', [fact(1)], 0n)).rejects.toThrow(StoreUnavailable);
    await expect(hurried.readStream('hurried')[Symbol.asyncIterator]().next()).rejects.toThrow(
      StoreUnavailable,
    );
    node = await start();
    await hurried.close();
  });
});

describe('a read that nobody goes on with', () => {
  it('leaves nothing behind that would keep the store from closing', async () => {
    const node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
    const store = eventStoreDb(node.connectionString);
    for (let n = 0; n < 6; n++) await store.append(`many-${n}`, [fact(n)], 'no_stream');
    for await (const event of store.readAll({ direction: 'backwards', maxCount: 1 })) {
      expect(event.data).toEqual({ n: 5 });
      break;
    }
    const seen: SubscriptionSignal[] = [];
    const subscription = store.subscribeAll().subscribe((signal) => seen.push(signal));
    await until(() => seen.length > 6);
    subscription.unsubscribe();
    await store.close();
    await node.stop();
  });
});
