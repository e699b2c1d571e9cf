import { describe, expect, it } from '@jest/globals';
import { Subject } from 'rxjs';
import type { SubscriptionSignal } from './event-store';
import type { RecordedEvent } from './events';
import { subscriptionInbox } from './subscription-inbox';

const event = (position: bigint): SubscriptionSignal => {
  const recorded: RecordedEvent = {
    id: String(position),
    stream: 's',
    type: 'Counted',
    contentType: 'application/json',
    data: {},
    metadata: {},
    revision: position,
    position,
  };
  return { kind: 'event', event: recorded };
};

function inboxOf(size: number) {
  const signals = new Subject<SubscriptionSignal>();
  const inbox = subscriptionInbox({ subscribeAll: () => signals } as never, null, size);
  const take = async () => {
    const delivery = await inbox.take();
    return delivery && [delivery.events.map(({ position }) => Number(position)), Number(delivery.upTo)];
  };
  return { signals, inbox, take };
}

describe('an inbox', () => {
  it('delivers what arrives together at once, in order, and at most so much', async () => {
    const { signals, take } = inboxOf(3);
    const first = take();
    for (const position of [1n, 2n, 3n, 4n]) {
      signals.next(event(position));
      // As from a connection: one after the other, with everything else that waits in between.
      await Promise.resolve();
    }
    signals.next({ kind: 'checkpoint', position: 9n });
    expect(await first).toEqual([[1, 2, 3], 3]);
    expect(await take()).toEqual([[4], 9]);
  });

  it('waits for what is still to come, and ends with what went wrong', async () => {
    const { signals, inbox, take } = inboxOf(3);
    const waiting = take();
    setTimeout(() => signals.next(event(1n)), 20);
    expect(await waiting).toEqual([[1], 1]);
    signals.error(new Error('gone'));
    await expect(take()).rejects.toThrow('gone');
    inbox.close();
    expect(await take()).toBeNull();
  });
});
