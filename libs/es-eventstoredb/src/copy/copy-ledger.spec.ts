import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startStoreNodeInWorker, type RunningStoreNode } from '@mizan/store-node';
import { treatmentOf } from './copied-streams';
import { copyLedger } from './copy-ledger';
import { problemKindOf } from './copy-problems';
import { RawClient } from '../raw/raw-client';
import type { RawEvent } from '../raw/raw-event';

jest.setTimeout(60_000);

const nodes: RunningStoreNode[] = [];
const clients: { dispose(): Promise<void> }[] = [];

async function startNode(): Promise<string> {
  const node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
  nodes.push(node);
  return node.connectionString;
}

function raw(uri: string): RawClient {
  const client = RawClient.connect(uri);
  clients.push(client);
  return client;
}

function official(uri: string): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(uri);
  clients.push(client);
  return client;
}

afterAll(async () => {
  for (const client of clients) await client.dispose();
  for (const node of nodes) await node.stop();
});

/** The ledger in a store, as a copy has to keep it; what a server writes by itself has ids of its own. */
async function ledgerIn(uri: string) {
  const events = [];
  for await (const event of raw(uri).readRawAll('start')) {
    if (treatmentOf(event) === 'leave out') continue;
    const own = event.type === '$streamDeleted' || event.type === '$metadata';
    events.push({
      stream: event.stream.toString('latin1'),
      revision: event.revision,
      id: own ? 'its own' : event.id,
      type: event.type,
      contentType: event.contentType,
      data: Buffer.from(event.data).toString('base64'),
      metadata: Buffer.from(event.metadata).toString('base64'),
    });
  }
  return events;
}

function bytes(id: number, data: string, more: Partial<RawEvent> = {}): RawEvent {
  return {
    id: `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`,
    stream: Buffer.alloc(0),
    revision: 0n,
    position: 0n,
    type: 'Odd',
    contentType: 'application/json',
    data: Buffer.from(data),
    metadata: Buffer.from('{ "spelled" : 1.0 }'),
    ...more,
  };
}

async function fill(uri: string): Promise<void> {
  const store = official(uri);
  for (let n = 0; n < 40; n++)
    await store.appendToStream(`case-${String(n % 7)}`, [
      jsonEvent({ type: 'Told', data: { n } }),
      jsonEvent({ type: 'Told', data: { n, again: true } }),
    ]);
  // Bytes that a client which parses JSON would spell differently.
  await raw(uri).appendRaw(Buffer.from('odd'), -1n, [
    bytes(1, '{ "large": 12345678901234567890, "a":1.0, "a":2 }'),
    bytes(2, 'not JSON at all'),
    bytes(3, '', {
      contentType: 'application/octet-stream',
      data: Buffer.of(0, 255, 7),
      metadata: Buffer.alloc(0),
    }),
    bytes(4, '1@case-1', { type: '$>', contentType: 'application/octet-stream' }),
  ]);
  await raw(uri).appendRaw(Buffer.from([0xff, 0xfe, 0x00, 0x41]), -1n, [bytes(5, '{}')]);
  await store.setStreamMetadata('case-2', { maxCount: 3, owner: 'x' });
  await store.deleteStream('case-3');
  await store.appendToStream('case-3', jsonEvent({ type: 'Back', data: {} }));
  await store.deleteStream('case-4');
  await store.tombstoneStream('case-5');
}

describe('a copied ledger', () => {
  let source: string;
  let original: Awaited<ReturnType<typeof ledgerIn>>;

  beforeAll(async () => {
    source = await startNode();
    await fill(source);
    original = await ledgerIn(source);
  });

  it('is the same there and back: order, ids, types, content types, data and metadata', async () => {
    const [there, back] = [await startNode(), await startNode()];
    const report = await copyLedger(source, there);
    expect(report).toMatchObject({ resumed: false, tombstones: 1, systemEvents: 12 });
    expect(report.copied + report.alreadyThere + report.tombstones).toBe(original.length);
    expect(await ledgerIn(there)).toEqual(original);
    await copyLedger(there, back);
    expect(await ledgerIn(back)).toEqual(original);
    expect(original.length).toBeGreaterThan(90);
  });

  it('goes on where it was cut off, and later with what has come since', async () => {
    const [from, to] = [await startNode(), await startNode()];
    await fill(from);
    const cut = copyLedger(from, to, {
      progress: (done) => {
        if (done > 60) throw new TypeError('cut off');
      },
    });
    await expect(cut).rejects.toThrow('cut off');
    expect((await ledgerIn(to)).length).toBeLessThan((await ledgerIn(from)).length);
    await copyLedger(from, to);
    expect(await ledgerIn(to)).toEqual(await ledgerIn(from));
    await official(from).appendToStream('late', jsonEvent({ type: 'Late', data: {} }));
    expect(await copyLedger(from, to)).toMatchObject({ resumed: true, copied: 1 });
    expect(await ledgerIn(to)).toEqual(await ledgerIn(from));
  });

  it('is refused into a target that holds something else, and nothing is written there', async () => {
    const [foreign, other, target] = [await startNode(), await startNode(), await startNode()];
    await fill(foreign);
    const before = await ledgerIn(foreign);
    const refusal = await copyLedger(source, foreign).catch(problemKindOf);
    expect(refusal).toEqual({ kind: 'refused', words: expect.stringContaining("holds stream 'case-0'") });
    expect(await ledgerIn(foreign)).toEqual(before);
    await official(other).appendToStream('x', jsonEvent({ type: 'X', data: {} }));
    await copyLedger(other, target);
    expect(await copyLedger(source, target).catch(problemKindOf)).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('a copy of another event store'),
    });
  });

  it('of nothing is refused into a target that holds something, whoever put it there', async () => {
    const [empty, foreign, copied] = [await startNode(), await startNode(), await startNode()];
    await official(foreign).appendToStream('x', jsonEvent({ type: 'X', data: {} }));
    await copyLedger(source, copied);
    expect(await copyLedger(empty, foreign).catch(problemKindOf)).toEqual({
      kind: 'refused',
      words: expect.stringContaining("holds stream 'x'"),
    });
    expect(await copyLedger(empty, copied).catch(problemKindOf)).toEqual({
      kind: 'refused',
      words: 'The target holds a copy of another event store. Name an empty target.',
    });
    expect(await copyLedger(empty, await startNode())).toMatchObject({ copied: 0, upTo: null });
  });

  it('says that nothing answers', async () => {
    const nobody = 'esdb://127.0.0.1:2?tls=false&maxDiscoverAttempts=1';
    expect(await copyLedger(source, nobody).catch(problemKindOf)).toMatchObject({ kind: 'unreachable' });
  });
});
