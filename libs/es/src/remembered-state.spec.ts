import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '@mizan/es-testing';
import {
  CommandHandler,
  CommandRefused,
  IdempotencyConflict,
  StaleRevision,
  type EventStore,
  type Order,
} from './index';
import { amounts, counter, counterCodec, type Count } from './testing/counter';

const key = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function order(n: number, by: number, more: Partial<Order<Count>> = {}): Order<Count> {
  return {
    stream: 'counter-1',
    commandId: key(n),
    bodyHash: `hash-${by}`,
    metadata: {},
    command: (now: string): Count => ({ by, now }),
    ...more,
  };
}

/** Counts what it is asked; `store` can be replaced under its users, as by a restored backup. */
class Counted implements EventStore {
  reads = 0;
  appends = 0;
  constructor(public store: MemoryEventStore = new MemoryEventStore()) {}
  append: EventStore['append'] = (...args) => (this.appends++, this.store.append(...args));
  readStream: EventStore['readStream'] = (...args) => (this.reads++, this.store.readStream(...args));
  readAll: EventStore['readAll'] = (...args) => this.store.readAll(...args);
  subscribeAll: EventStore['subscribeAll'] = (...args) => this.store.subscribeAll(...args);
  close: EventStore['close'] = () => this.store.close();
}

/** One store under several processes: each handler remembers for itself. */
function house() {
  const store = new Counted();
  let now = Date.UTC(2026, 0, 1);
  const clock = { now: () => now++ };
  const process = () => new CommandHandler({ store, codec: counterCodec, clock });
  const [here, there] = [process(), process()];
  const total = async () => amounts(await here.history('counter-1'));
  return { store, here, there, total, process };
}

describe('a remembered state', () => {
  it('saves the reading, and decides as the history does', async () => {
    const { store, here, total } = house();
    for (const n of [1, 2, 3]) await here.handle(counter, order(n, 30));
    expect([store.reads, store.appends]).toEqual([1, 3]);
    await expect(here.handle(counter, order(4, 11))).rejects.toThrow(CommandRefused);
    await here.handle(counter, order(5, 10));
    expect(await total()).toEqual([30, 30, 30, 10]);
  });

  it('reads nothing at all for a stream that an order opens', async () => {
    const { store, here } = house();
    const first = await here.handle(counter, order(1, 30, { opensStream: true }));
    expect([store.reads, first.revision]).toEqual([0, 0n]);
  });

  it('answers a repeat of what opened a stream, wherever it is sent and whatever came since', async () => {
    const { here, there, process } = house();
    const opening = order(1, 30, { opensStream: true });
    const first = await here.handle(counter, opening);
    await here.handle(counter, order(2, 1));
    for (const handler of [here, there, process()]) {
      expect(await handler.handle(counter, opening)).toMatchObject({ ...answerOf(first), repeated: true });
    }
  });

  it('is never the reason for a refusal: what another process recorded counts', async () => {
    const { here, there, total } = house();
    await here.handle(counter, order(1, 90));
    await there.handle(counter, order(2, -90));
    await here.handle(counter, order(3, 20));
    expect(await total()).toEqual([90, -90, 20]);
  });

  it('is never the reason for an acceptance either', async () => {
    const { here, there, total } = house();
    await here.handle(counter, order(1, 50));
    await there.handle(counter, order(2, 50));
    await expect(here.handle(counter, order(3, 1))).rejects.toThrow(CommandRefused);
    expect(await total()).toEqual([50, 50]);
  });

  it('knows a key that another process recorded, with the same body and with another', async () => {
    const { here, there, total } = house();
    await here.handle(counter, order(1, 1));
    const first = await there.handle(counter, order(2, 5));
    await expect(here.handle(counter, order(2, 6))).rejects.toThrow(IdempotencyConflict);
    expect(await here.handle(counter, order(2, 5))).toMatchObject({ ...answerOf(first), repeated: true });
    expect(await total()).toEqual([1, 5]);
  });

  it('records an order once that two processes take at the same time, and refuses another body under its key', async () => {
    const { here, there, total } = house();
    await here.handle(counter, order(1, 1));
    await there.handle(counter, order(2, 1));
    const both = await Promise.allSettled([
      here.handle(counter, order(3, 5)),
      there.handle(counter, order(3, 6)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await total()).toHaveLength(3);
  });

  it('honours a named revision that only the store knows, and refuses one that only it remembers', async () => {
    const { here, there } = house();
    await here.handle(counter, order(1, 1));
    await there.handle(counter, order(2, 2));
    const stale = await here.handle(counter, order(3, 3, { expectedRevision: 0n })).catch((e: unknown) => e);
    expect(stale).toBeInstanceOf(StaleRevision);
    expect(amounts((stale as StaleRevision).since)).toEqual([2]);
    await there.handle(counter, order(4, 4));
    expect((await here.handle(counter, order(5, 5, { expectedRevision: 2n }))).revision).toBe(3n);
  });

  it('does not survive a store that lost the end of the stream', async () => {
    const { store, here, there, total } = house();
    await here.handle(counter, order(1, 60));
    const kept = new Counted();
    await new CommandHandler({ store: kept, codec: counterCodec, clock: { now: () => 0 } }).handle(
      counter,
      order(1, 60),
    );
    await here.handle(counter, order(2, 40));
    store.store = kept.store;
    await here.handle(counter, order(3, 30));
    expect(await total()).toEqual([60, 30]);
    await expect(there.handle(counter, order(4, 20))).rejects.toThrow(CommandRefused);
  });

  it('does not survive a store that was replaced by one with another stream of that name', async () => {
    const { store, here, total } = house();
    await here.handle(counter, order(1, 60));
    store.store = new MemoryEventStore();
    const other = house();
    store.store = other.store.store;
    await other.here.handle(counter, order(7, 95));
    await other.here.handle(counter, order(8, 1));
    await expect(here.handle(counter, order(2, 30))).rejects.toThrow(CommandRefused);
    expect(await total()).toEqual([95, 1]);
  });

  it('holds what the store would give back, not what the decider happened to hold', async () => {
    const { store } = house();
    const seen: unknown[] = [];
    const curious: typeof counter = {
      ...counter,
      decide: ({ by }) =>
        by === 0 ? [] : [{ type: 'Counted', data: { by, more: undefined } as { by: number } }],
      evolve: (total, event) => (seen.push(event.data), total + event.data.by),
    };
    const handler = new CommandHandler({ store, codec: counterCodec, clock: { now: () => 0 } });
    const outcome = await handler.handle(curious, order(1, 1));
    expect(outcome.events().map(({ data }) => data)).toStrictEqual([{ by: 1 }]);
    await handler.handle(curious, order(2, 0));
    expect(seen).toStrictEqual([{ by: 1 }]);
  });

  it('is folded when an order needs it, and once', async () => {
    const { store } = house();
    const [folded, decided]: number[][] = [[], []];
    const slow: typeof counter = {
      ...counter,
      decide: (command, total) => (decided?.push(total), counter.decide(command, total)),
      evolve: (total, event) => (folded?.push(event.data.by), counter.evolve(total, event)),
    };
    const handler = new CommandHandler({ store, codec: counterCodec, clock: { now: () => 0 } });
    await handler.handle(slow, order(1, 4));
    expect(folded).toEqual([]);
    for (const n of [2, 3]) await handler.handle(slow, order(n, 4));
    expect([folded, decided]).toEqual([
      [4, 4],
      [0, 4, 8],
    ]);
  });
});

function answerOf({ revision, position }: { revision: bigint | null; position: bigint | null }) {
  return { revision, position };
}
