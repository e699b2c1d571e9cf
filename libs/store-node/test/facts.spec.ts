import { once } from 'node:events';
import {
  BACKWARDS,
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  type ReadAllOptions,
  type ResolvedEvent,
  START,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningStoreNode, startStoreNodeInWorker } from '../src';

/** What is known of the real server beyond the recorded scenarios. */
let node: RunningStoreNode;
let client: EventStoreDBClient;

beforeAll(async () => {
  node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
  client = EventStoreDBClient.connectionString(node.connectionString);
});

afterAll(async () => {
  await client.dispose();
  await node.stop();
});

const event = (n: number) => jsonEvent({ type: 'Tested', data: { n } });
const at = (commit: bigint, prepare = commit): { commit: bigint; prepare: bigint } => ({ commit, prepare });

async function read(events: AsyncIterable<ResolvedEvent>): Promise<string[]> {
  const found: string[] = [];
  for await (const { event: one } of events) found.push(`${String(one?.revision)}@${String(one?.streamId)}`);
  return found;
}

describe('$all', () => {
  it('includes the position it is read from forwards, and excludes it backwards', async () => {
    await client.appendToStream('positions', event(0));
    const { position } = await client.appendToStream('positions', event(1));
    const from: ReadAllOptions = { fromPosition: position ?? START, maxCount: 1 };
    expect(await read(client.readAll(from))).toEqual(['1@positions']);
    expect(await read(client.readAll({ ...from, direction: BACKWARDS }))).toEqual(['0@positions']);
  });

  it('refuses a position that is no event’s, and one beyond the end except forwards', async () => {
    await expect(read(client.readAll({ fromPosition: at(3n, 2n) }))).rejects.toThrow('INVALID_ARGUMENT');
    expect(await read(client.readAll({ fromPosition: at(1_000_000n) }))).toEqual([]);
    const back = client.readAll({ fromPosition: at(1_000_000n), direction: BACKWARDS });
    await expect(read(back)).rejects.toThrow('INVALID_ARGUMENT');
  });

  it('confirms a subscription from beyond the end before it refuses it', async () => {
    const subscription = client.subscribeToAll({ fromPosition: at(1_000_000n) });
    const confirmed = once(subscription, 'confirmation');
    await expect(read(subscription)).rejects.toThrow('INVALID_ARGUMENT');
    await confirmed;
  });

  it('sends 6 or 7 rising checkpoints for 384 events at an interval of 64', async () => {
    const { position } = await client.appendToStream('before', event(0));
    await client.appendToStream(
      'checked',
      Array.from({ length: 383 }, (_, n) => event(n)),
    );
    await client.appendToStream('last', event(0));
    const checkpoints: bigint[] = [];
    const filter = streamNameFilter({
      prefixes: ['last'],
      maxSearchWindow: 64,
      checkpointReached: (_subscription, reached) => void checkpoints.push(reached.commit),
    });
    const subscription = client.subscribeToAll({ fromPosition: position ?? START, filter });
    subscription.resume();
    await once(subscription, 'caughtUp');
    await subscription.unsubscribe();
    expect([6, 7]).toContain(checkpoints.length);
    expect(checkpoints).toEqual([...new Set(checkpoints)].sort((a, b) => Number(a - b)));
  });
});

describe('a deleted stream', () => {
  it('cannot be deleted before it was, unless it has metadata', async () => {
    await expect(client.deleteStream('never')).rejects.toBeInstanceOf(WrongExpectedVersionError);
    await client.setStreamMetadata('only-metadata', { maxCount: 3 });
    await client.deleteStream('only-metadata', { expectedRevision: NO_STREAM });
  });

  it('appends at its old last revision, and not where it must exist', async () => {
    await client.appendToStream('old', [event(0), event(1)]);
    await client.deleteStream('old');
    const mustExist = client.appendToStream('old', event(2), { expectedRevision: STREAM_EXISTS });
    await expect(mustExist).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(read(client.readStream('old'))).rejects.toBeInstanceOf(StreamNotFoundError);
    const { nextExpectedRevision } = await client.appendToStream('old', event(2), { expectedRevision: 1n });
    expect(nextExpectedRevision).toBe(2n);
    expect(await read(client.readStream('old'))).toEqual(['2@old']);
    expect((await client.getStreamMetadata('old')).metadata).toEqual({ truncateBefore: 2 });
  });

  it('keeps its subscriptions when it comes back', async () => {
    await client.appendToStream('revived', event(0));
    const subscription = client.subscribeToStream('revived', { fromRevision: START });
    const seen = read(subscription);
    await once(subscription, 'caughtUp');
    await client.deleteStream('revived');
    await client.appendToStream('revived', event(1));
    await client.tombstoneStream('revived');
    await expect(seen).rejects.toBeInstanceOf(StreamDeletedError);
  });
});

describe('limits', () => {
  it('empty a stream without making it disappear', async () => {
    await client.appendToStream('emptied', [event(0), event(1)]);
    await client.setStreamMetadata('emptied', { truncateBefore: 2 });
    expect(await read(client.readStream('emptied'))).toEqual([]);
    await client.appendToStream('emptied', event(2));
    expect(await read(client.readStream('emptied'))).toEqual(['2@emptied']);
  });

  it('do not hide what arrives while a subscription listens', async () => {
    await client.setStreamMetadata('short', { maxCount: 1 });
    const subscription = client.subscribeToStream('short');
    await once(subscription, 'caughtUp');
    await client.appendToStream('short', [event(0), event(1), event(2)]);
    const seen: string[] = [];
    for await (const { event: one } of subscription) if (seen.push(String(one?.revision)) === 3) break;
    expect(seen).toEqual(['0', '1', '2']);
  });
});

describe('a tombstone', () => {
  it('arrives as an event and ends the subscription, and later ones at once', async () => {
    await client.appendToStream('stone', event(0));
    const subscription = client.subscribeToStream('stone', { fromRevision: START });
    const types: unknown[] = [];
    subscription.on('data', ({ event: one }: ResolvedEvent) => types.push([one?.type, one?.revision]));
    await once(subscription, 'caughtUp');
    const ended = once(subscription, 'error');
    await client.tombstoneStream('stone');
    expect((await ended)[0]).toBeInstanceOf(StreamDeletedError);
    expect(types).toEqual([
      ['Tested', 0n],
      ['$streamDeleted', 2n ** 63n - 1n],
    ]);
    await expect(read(client.subscribeToStream('stone'))).rejects.toBeInstanceOf(StreamDeletedError);
  });
});
