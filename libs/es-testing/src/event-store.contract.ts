import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AppendTooLarge,
  jsonContent,
  WrongExpectedRevision,
  type EventStore,
  type NewEvent,
  type RecordedEvent,
  type SubscriptionSignal,
} from '@mizan/es';
import { firstValueFrom, filter, scan, timeout } from 'rxjs';

export interface StoreUnderTest {
  readonly store: EventStore;
  close(): Promise<void>;
}

const fresh = (prefix = 'contract') => `${prefix}-${randomUUID()}`;

function fact(n: number, id: string = randomUUID()): NewEvent {
  const metadata = { version: 1, note: 'säsk ☾', n };
  return { id, type: 'Counted', contentType: 'application/json', data: { n, text: 'تراز' }, metadata };
}

async function collect(events: AsyncIterable<RecordedEvent>): Promise<RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** Emits the events of one stream seen so far, each time one arrives. */
function eventsOf(store: EventStore, stream: string, after?: bigint) {
  return store.subscribeAll(after === undefined ? {} : { after }).pipe(
    filter((signal: SubscriptionSignal) => signal.kind === 'event' && signal.event.stream === stream),
    scan((seen: RecordedEvent[], signal) => (signal.kind === 'event' ? [...seen, signal.event] : seen), []),
    timeout(10_000),
  );
}

/** What every adapter of the EventStore port does. Run it against a fresh server. */
export function describeEventStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`EventStore contract: ${name}`, () => {
    let subject: StoreUnderTest;
    let store: EventStore;
    beforeAll(async () => {
      subject = await open();
      store = subject.store;
    });
    afterAll(() => subject.close());

    describe('append and read', () => appending(() => store));
    describe('$all', () => readingAll(() => store));
    describe('subscriptions', () => subscribing(() => store));
  });
}

function appending(store: () => EventStore): void {
  it('gives back what was appended, in order, with contiguous revisions', async () => {
    const stream = fresh();
    const facts = [fact(0), fact(1), fact(2)];
    const { revision, position } = await store().append(stream, facts, 'no_stream');
    const read = await collect(store().readStream(stream));
    expect(read.map(({ position: _, ...rest }) => rest)).toEqual(
      facts.map((event, n) => ({ ...event, stream, revision: BigInt(n) })),
    );
    expect({ revision, position }).toEqual({ revision: 2n, position: read.at(-1)?.position });
  });

  it('takes what was written to JSON already', async () => {
    const stream = fresh();
    const facts = [fact(0), fact(1)];
    const written = facts.map((event) => ({ ...event, json: jsonContent(event) }));
    await store().append(stream, written, 'no_stream');
    const read = await collect(store().readStream(stream));
    const expected = facts.map((event, n) => ({ ...event, stream, revision: BigInt(n) }));
    expect(read.map(({ position: _, ...rest }) => rest)).toEqual(expected);
  });

  it('reads a part, from either end', async () => {
    const stream = fresh();
    await store().append(stream, [fact(0), fact(1), fact(2), fact(3)], 'no_stream');
    const numbers = async (options: Parameters<EventStore['readStream']>[1]) =>
      (await collect(store().readStream(stream, options))).map((event) => Number(event.revision));
    expect(await numbers({ from: 2n })).toEqual([2, 3]);
    expect(await numbers({ from: 1n, maxCount: 2 })).toEqual([1, 2]);
    expect(await numbers({ direction: 'backwards', maxCount: 2 })).toEqual([3, 2]);
  });

  it('reads a stream that does not exist as empty', async () => {
    expect(await collect(store().readStream(fresh()))).toEqual([]);
  });

  it('keeps an event without metadata', async () => {
    const stream = fresh();
    const { id, type, contentType, data } = fact(0);
    await store().append(stream, [{ id, type, contentType, data, metadata: undefined }], 'no_stream');
    const [read] = await collect(store().readStream(stream));
    expect([read?.data, read?.metadata]).toEqual([data, undefined]);
  });

  it('keeps bytes that are not JSON', async () => {
    const stream = fresh();
    const bytes: NewEvent = {
      ...fact(0),
      contentType: 'application/octet-stream',
      data: Uint8Array.of(0, 255, 128),
    };
    await store().append(stream, [bytes], 'no_stream');
    const [read] = await collect(store().readStream(stream));
    expect(read?.contentType).toBe('application/octet-stream');
    expect([...(read?.data as Uint8Array)]).toEqual([0, 255, 128]);
  });

  it('refuses another expected revision and says where the stream is', async () => {
    const stream = fresh();
    await store().append(stream, [fact(0), fact(1)], 'no_stream');
    const conflict = store().append(stream, [fact(2)], 0n);
    await expect(conflict).rejects.toThrow(WrongExpectedRevision);
    await expect(conflict).rejects.toMatchObject({ stream, expected: 0n, actual: 1n });
    await expect(store().append(fresh(), [fact(0)], 4n)).rejects.toMatchObject({ actual: null });
  });

  it('lets one of many concurrent writers win', async () => {
    const stream = fresh();
    const writes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => store().append(stream, [fact(n)], 'no_stream')),
    );
    expect(writes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await collect(store().readStream(stream))).toHaveLength(1);
  });

  it('answers a repeat with the same ids as it did the first time, also when the stream has moved on', async () => {
    const stream = fresh();
    const facts = [fact(0), fact(1)];
    const first = await store().append(stream, facts, 'no_stream');
    await store().append(stream, [fact(2)], 1n);
    expect(await store().append(stream, facts, 'no_stream')).toEqual(first);
    expect(await collect(store().readStream(stream))).toHaveLength(3);
  });

  it('names the size that an append may have', async () => {
    const large: NewEvent = { ...fact(0), data: { text: 'x'.repeat(2_000_000) } };
    await expect(store().append(fresh(), [large], 'no_stream')).rejects.toThrow(AppendTooLarge);
  });
}

function readingAll(store: () => EventStore): void {
  it('holds every event once, positions rising, without system events', async () => {
    const stream = fresh();
    await store().append(stream, [fact(0), fact(1)], 'no_stream');
    const all = await collect(store().readAll());
    const positions = all.map((event) => event.position);
    expect(positions).toEqual([...positions].sort((a, b) => Number(a - b)));
    expect(new Set(positions).size).toBe(all.length);
    expect(all.filter((event) => event.stream === stream)).toHaveLength(2);
    expect(all.some((event) => event.type.startsWith('$'))).toBe(false);
  });

  it('goes on after a position, and backwards from the end', async () => {
    const stream = fresh();
    await store().append(stream, [fact(0), fact(1), fact(2)], 'no_stream');
    const [newest, , oldest] = await collect(store().readAll({ direction: 'backwards', maxCount: 3 }));
    expect(newest?.revision).toBe(2n);
    const after = await collect(store().readAll({ after: oldest?.position ?? -1n }));
    expect(after.map((event) => event.revision)).toEqual([1n, 2n]);
  });
}

function subscribing(store: () => EventStore): void {
  it('catches up, says so, and goes on live in order', async () => {
    const stream = fresh();
    await store().append(stream, [fact(0), fact(1)], 'no_stream');
    const seen = firstValueFrom(eventsOf(store(), stream).pipe(filter((events) => events.length === 4)));
    await firstValueFrom(
      store()
        .subscribeAll()
        .pipe(
          filter(({ kind }) => kind === 'caught-up'),
          timeout(10_000),
        ),
    );
    await store().append(stream, [fact(2), fact(3)], 1n);
    expect((await seen).map((event) => (event.data as { n: number }).n)).toEqual([0, 1, 2, 3]);
  });

  it('starts after the position it is given', async () => {
    const stream = fresh();
    await store().append(stream, [fact(0), fact(1)], 'no_stream');
    const [first] = await collect(store().readStream(stream));
    const seen = await firstValueFrom(eventsOf(store(), stream, first?.position));
    expect(seen.map((event) => event.revision)).toEqual([1n]);
  });

  it('pulls nothing while the consumer has no demand', async () => {
    const stream = fresh();
    await store().append(stream, [fact(0), fact(1)], 'no_stream');
    let asked = 0;
    const demand = () => (++asked > 3 ? new Promise<void>(() => undefined) : Promise.resolve());
    const signals: SubscriptionSignal[] = [];
    const subscription = store()
      .subscribeAll({ demand })
      .subscribe((signal) => signals.push(signal));
    await new Promise((resolve) => setTimeout(resolve, 300));
    subscription.unsubscribe();
    expect(signals).toHaveLength(3);
  });
}
