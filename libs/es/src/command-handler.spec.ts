import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '@mizan/es-testing';
import {
  CommandHandler,
  CommandRefused,
  contentText,
  eventIdOf,
  IdempotencyConflict,
  jsonContent,
  StaleRevision,
  UndecodableEvent,
  WrongExpectedRevision,
  type Order,
} from './index';
import { amounts, counter, counterCodec, type Count } from './testing/counter';

const nothing = { data: null, metadata: null };
const noon = Date.UTC(2026, 0, 1, 12);
const key = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function order(n: number, by: number, more: Partial<Order<Count>> = {}): Order<Count> {
  const command = (now: string): Count => ({ by, now });
  return {
    stream: 'counter-1',
    commandId: key(n),
    bodyHash: `hash-${by}`,
    metadata: { actor: 'x' },
    command,
    ...more,
  };
}

function house(store = new MemoryEventStore()) {
  const handler = new CommandHandler({ store, codec: counterCodec, clock: { now: () => noon } });
  return { store, handler, total: async () => amounts(await handler.history('counter-1')) };
}

describe('command handler', () => {
  it('appends what the decider decides, in the server’s envelope', async () => {
    const { handler } = house();
    const outcome = await handler.handle(counter, order(1, 5));
    const [event] = await handler.history('counter-1');
    expect(event).toEqual({
      id: eventIdOf(key(1), 0, contentText(jsonContent(event ?? nothing))),
      type: 'Counted',
      data: { by: 5 },
      stream: 'counter-1',
      revision: 0n,
      position: outcome.position,
      metadata: {
        version: 1,
        recordedAt: '2026-01-01T12:00:00.000Z',
        commandId: key(1),
        correlationId: key(1),
        causationId: key(1),
        bodyHash: 'hash-5',
        actor: 'x',
      },
    });
    expect(outcome).toMatchObject({
      revision: 0n,
      recorded: 1,
      repeated: false,
    });
  });

  it('gives a repeated command its first answer, even with a stale If-Match and after later events', async () => {
    const { handler, total } = house();
    const first = await handler.handle(counter, order(1, 5));
    await handler.handle(counter, order(2, 6));
    const again = await handler.handle(counter, order(1, 5, { expectedRevision: 7n }));
    expect(again).toMatchObject({ revision: first.revision, position: first.position, repeated: true });
    expect(again.events()).toEqual((await handler.history('counter-1')).slice(0, 1));
    expect(await total()).toEqual([5, 6]);
  });

  it('refuses another body under the same key', async () => {
    const { handler, total } = house();
    await handler.handle(counter, order(1, 5));
    await expect(handler.handle(counter, order(1, 6))).rejects.toThrow(IdempotencyConflict);
    expect(await total()).toEqual([5]);
  });

  it('honours a named revision and tells what came since', async () => {
    const { handler } = house();
    await handler.handle(counter, order(1, 5));
    await handler.handle(counter, order(2, 6));
    const stale = await handler
      .handle(counter, order(3, 7, { expectedRevision: 0n }))
      .catch((error: unknown) => error);
    expect(stale).toBeInstanceOf(StaleRevision);
    expect((stale as StaleRevision).current).toBe(1n);
    expect(amounts((stale as StaleRevision).since)).toEqual([6]);
    await handler.handle(counter, order(4, 8, { expectedRevision: 1n }));
  });

  it('passes a refusal on and stores nothing', async () => {
    const { handler, total } = house();
    const refused = handler.handle(counter, order(1, 101));
    await expect(refused).rejects.toThrow(CommandRefused);
    await expect(refused).rejects.toMatchObject({ refusal: { refused: 'LIMIT', remedy: 'Count less.' } });
    expect(await total()).toEqual([]);
  });

  it('answers a command that adds nothing with the tip of the stream', async () => {
    const { handler } = house();
    const first = await handler.handle(counter, order(1, 5));
    const { revision, position } = first;
    const again = await handler.handle(counter, order(2, 0));
    expect({ ...again, events: again.events() }).toEqual({
      revision,
      position,
      recorded: 0,
      events: [],
      repeated: true,
    });
    const nothing = await handler.handle(counter, order(3, 0, { stream: 'counter-2' }));
    expect({ ...nothing, events: nothing.events() }).toEqual({
      revision: null,
      position: null,
      recorded: 0,
      events: [],
      repeated: true,
    });
  });

  it('decides again on the newer state when somebody else was faster', async () => {
    const { handler, total } = house();
    const eight = Array.from({ length: 8 }, (_, n) => handler.handle(counter, order(n, 20)));
    const answers = await Promise.allSettled(eight);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await total()).toEqual([20, 20, 20, 20, 20]);
  });

  it('never retries a conflict when the caller named a revision', async () => {
    const store = new MemoryEventStore();
    let appends = 0;
    store.append = (stream, _events, expected) => {
      appends++;
      return Promise.reject(new WrongExpectedRevision(stream, expected, 3n));
    };
    const { handler } = house(store);
    const named = handler.handle(counter, order(1, 5, { expectedRevision: -1n }));
    await expect(named).rejects.toThrow(StaleRevision);
    await expect(handler.handle(counter, order(2, 5))).rejects.toThrow(WrongExpectedRevision);
    expect(appends).toBe(9);
  });

  it('does not decide on a history that it only half understands', async () => {
    const { handler, store } = house();
    const strange = {
      id: key(9),
      type: 'Strange',
      contentType: 'application/json',
      data: {},
      metadata: {},
    } as const;
    await store.append('counter-1', [strange], 'no_stream');
    await expect(handler.handle(counter, order(1, 5))).rejects.toThrow(UndecodableEvent);
  });
});
