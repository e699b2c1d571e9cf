import {
  type AllStreamSubscription,
  BACKWARDS,
  END,
  EventStoreDBClient,
  eventTypeFilter,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  type ResolvedEvent,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  UnsupportedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningStoreNode, startStoreNodeInWorker } from '../src';

let node: RunningStoreNode;
let client: EventStoreDBClient;

beforeAll(async () => {
  node = await startStoreNodeInWorker({ database: ':memory:', port: 0, maxAppendSize: 10_000 });
  client = EventStoreDBClient.connectionString(node.connectionString);
});

afterAll(async () => {
  await client.dispose();
  await node.stop();
});

const event = (n: number, type = 'Tested') => jsonEvent({ type, data: { n } });

async function collect(events: AsyncIterable<ResolvedEvent>): Promise<unknown[]> {
  const numbers: unknown[] = [];
  for await (const { event: one } of events) numbers.push((one?.data as { n: number } | undefined)?.n);
  return numbers;
}

async function take(subscription: AsyncIterable<ResolvedEvent>, count: number): Promise<unknown[]> {
  const numbers: unknown[] = [];
  for await (const { event: one } of subscription) {
    numbers.push((one?.data as { n: number }).n);
    if (numbers.length === count) break;
  }
  return numbers;
}

describe('the official client', () => {
  it('appends in batches and singly, and reads both ways', async () => {
    const first = await client.appendToStream('both', [event(0), event(1)], { expectedRevision: NO_STREAM });
    // Credentials make the client use Append instead of BatchAppend.
    const credentials = { username: 'u', password: 'p' };
    const second = await client.appendToStream('both', event(2), {
      expectedRevision: first.nextExpectedRevision,
      credentials,
    });
    expect([first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([1n, 2n]);
    expect(second.position?.commit).toBe((first.position?.commit ?? 0n) + 1n);
    expect(await collect(client.readStream('both'))).toEqual([0, 1, 2]);
    expect(
      await collect(client.readStream('both', { direction: BACKWARDS, fromRevision: END, maxCount: 2 })),
    ).toEqual([2, 1]);
  });

  it('keeps ids, metadata, binary data and times', async () => {
    const before = Date.now();
    const json = jsonEvent({ type: 'Json', data: { text: 'مرحبا' }, metadata: { who: 'x' } });
    const binary = {
      id: json.id.replace(/^./, '0'),
      type: 'Bytes',
      contentType: 'application/octet-stream',
      data: Uint8Array.of(0, 255),
    } as const;
    await client.appendToStream('kept', [json, { ...binary, metadata: Uint8Array.of(1, 2) }]);
    const read: ResolvedEvent[] = [];
    for await (const one of client.readStream('kept')) read.push(one);
    expect(read.map((one) => [one.event?.id, one.event?.type])).toEqual([
      [json.id, 'Json'],
      [binary.id, 'Bytes'],
    ]);
    expect([read[0]?.event?.data, read[0]?.event?.metadata]).toEqual([{ text: 'مرحبا' }, { who: 'x' }]);
    expect(Buffer.from(read[1]?.event?.data as Uint8Array)).toEqual(Buffer.from([0, 255]));
    expect(read[0]?.event?.created.getTime()).toBeGreaterThanOrEqual(before);
  });

  it('gets its own errors', async () => {
    await client.appendToStream('errors', event(0));
    const conflict = client.appendToStream('errors', event(1), { expectedRevision: NO_STREAM });
    await expect(conflict).rejects.toBeInstanceOf(WrongExpectedVersionError);
    const large = client.appendToStream('errors', jsonEvent({ type: 'Large', data: 'x'.repeat(20_000) }));
    await expect(large).rejects.toBeInstanceOf(MaxAppendSizeExceededError);
    await expect(collect(client.readStream('errors-missing'))).rejects.toBeInstanceOf(StreamNotFoundError);
    await client.tombstoneStream('errors');
    await expect(client.appendToStream('errors', event(2))).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(collect(client.readStream('errors'))).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(client.deleteStream('errors-never', { expectedRevision: 3n })).rejects.toBeInstanceOf(
      WrongExpectedVersionError,
    );
  });

  it('repeats an append without doubling it', async () => {
    const events = [event(0), event(1)];
    const first = await client.appendToStream('repeated', events, { expectedRevision: NO_STREAM });
    const again = await client.appendToStream('repeated', events, { expectedRevision: NO_STREAM });
    expect(again).toEqual(first);
    expect(await collect(client.readStream('repeated'))).toEqual([0, 1]);
  });

  it('deletes, brings back, and limits by metadata', async () => {
    await client.appendToStream('limited', [event(0), event(1), event(2)]);
    await client.deleteStream('limited');
    await client.deleteStream('limited');
    await expect(collect(client.readStream('limited'))).rejects.toBeInstanceOf(StreamNotFoundError);
    await client.appendToStream('limited', [event(3), event(4)], { expectedRevision: NO_STREAM });
    expect(await collect(client.readStream('limited'))).toEqual([3, 4]);
    await client.setStreamMetadata('limited', { maxCount: 1 });
    expect(await collect(client.readStream('limited'))).toEqual([4]);
    expect((await client.getStreamMetadata('limited')).metadata).toEqual({ maxCount: 1 });
  });

  it('resolves links', async () => {
    await client.appendToStream('target', event(7));
    const link = {
      ...event(0, '$>'),
      contentType: 'application/octet-stream',
      data: Buffer.from('0@target'),
    } as const;
    await client.appendToStream('links', link);
    const [resolved] = await client
      .readStream('links', { resolveLinkTos: true, maxCount: 1 })
      [Symbol.asyncIterator]()
      .next()
      .then((one) => [one.value as ResolvedEvent]);
    expect([resolved?.event?.data, resolved?.link?.streamId]).toEqual([{ n: 7 }, 'links']);
  });

  it('follows a stream from the past into the present', async () => {
    await client.appendToStream('followed', [event(0), event(1)]);
    const subscription = client.subscribeToStream('followed', { fromRevision: START });
    subscription.once('caughtUp', () => void client.appendToStream('followed', [event(2), event(3)]));
    expect(await take(subscription, 4)).toEqual([0, 1, 2, 3]);
    const later = client.subscribeToStream('followed', { fromRevision: 1n });
    expect(await take(later, 2)).toEqual([2, 3]);
  });

  it('follows everything, filtered, with checkpoints', async () => {
    const { position } = await client.appendToStream('wanted-1', event(0, 'Other'));
    const checkpoints: bigint[] = [];
    const subscription = client.subscribeToAll({
      fromPosition: position ?? START,
      filter: streamNameFilter({
        prefixes: ['wanted-'],
        checkpointInterval: 1,
        maxSearchWindow: 1,
        checkpointReached: (_one, at) => void checkpoints.push(at.commit),
      }),
    });
    subscription.once('caughtUp', () => void appendMixed());
    expect(await take(subscription, 2)).toEqual([1, 3]);
    expect(checkpoints.length).toBeGreaterThan(0);
    const byType = client.subscribeToAll({
      fromPosition: position ?? START,
      filter: eventTypeFilter({ regex: '^Oth' }),
    });
    expect(await take(byType, 1)).toEqual([2]);
  });

  async function appendMixed(): Promise<void> {
    await client.appendToStream('wanted-1', event(1));
    await client.appendToStream('unwanted', event(2, 'Other'));
    await client.appendToStream('wanted-2', event(3));
  }

  it('serves many followers of everything the same events', async () => {
    const subscriptions: AllStreamSubscription[] = Array.from({ length: 20 }, () =>
      client.subscribeToAll({ fromPosition: END, filter: streamNameFilter({ prefixes: ['crowd'] }) }),
    );
    await Promise.all(subscriptions.map((one) => new Promise((resolve) => one.once('caughtUp', resolve))));
    const taken = subscriptions.map((one) => take(one, 50));
    await Promise.all(
      Array.from({ length: 50 }, (_, n) => client.appendToStream(`crowd-${String(n % 5)}`, event(n))),
    );
    const all = await Promise.all(taken);
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
    expect([...(all[0] ?? [])].sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 50 }, (_, n) => n),
    );
  });

  it('is told what the node does not have', async () => {
    await expect(client.createProjection('p', 'fromAll()')).rejects.toThrow('UNIMPLEMENTED');
    const settings = { startFrom: START } as never;
    await expect(client.createPersistentSubscriptionToAll('g', settings)).rejects.toBeInstanceOf(
      UnsupportedError,
    );
  });

  it('finds the node by gossip', async () => {
    const discovered = EventStoreDBClient.connectionString(
      `esdb+discover://127.0.0.1:${String(node.port)}?tls=false`,
    );
    await discovered.appendToStream('discovered', event(1));
    expect(await collect(discovered.readStream('discovered'))).toEqual([1]);
    await discovered.dispose();
  });
});

describe('plain HTTP on the same port', () => {
  it.each([
    ['/ping', 200],
    ['/health/live', 204],
    ['/info', 200],
    ['/gossip', 200],
    ['/nowhere', 404],
  ])('GET %s answers %i', async (path, status) => {
    const response = await fetch(`http://127.0.0.1:${String(node.port)}${path}`);
    expect(response.status).toBe(status);
    await response.text();
  });

  it('tells version and state', async () => {
    const response = await fetch(`http://127.0.0.1:${String(node.port)}/info`);
    expect(await response.json()).toMatchObject({ esVersion: '24.6.0', state: 'leader' });
  });
});
