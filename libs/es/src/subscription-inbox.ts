import { setImmediate } from 'node:timers/promises';
import type { Subscription } from 'rxjs';
import type { EventStore, SubscriptionSignal } from './event-store';
import type { RecordedEvent } from './events';

/** What arrived since the last take: events in order, and the position everything up to which has been seen. */
export interface Delivery {
  readonly events: readonly RecordedEvent[];
  readonly upTo: bigint;
}

export interface Inbox {
  /** The next delivery, as soon as there is one; null after `close`. Rejects when the subscription fails for good. */
  take(): Promise<Delivery | null>;
  close(): void;
}

/** Turns a subscription into deliveries of at most `size` events, and stops the source while `size` are waiting. */
export function subscriptionInbox(store: EventStore, after: bigint | null, size: number): Inbox {
  const waiting = new WaitingRoom(size);
  const subscription: Subscription = store
    .subscribeAll({ ...(after === null ? {} : { after }), demand: () => waiting.room() })
    .subscribe({ next: (signal) => waiting.add(signal), error: (error) => waiting.fail(error) });
  return {
    take: () => waiting.take(),
    close: () => {
      subscription.unsubscribe();
      waiting.close();
    },
  };
}

class WaitingRoom {
  private events: RecordedEvent[] = [];
  private checkpoint: bigint | null = null;
  private failure: Error | null = null;
  private closed = false;
  private readonly wakers = new Set<() => void>();

  constructor(private readonly size: number) {}

  add(signal: SubscriptionSignal): void {
    if (signal.kind === 'event') this.events.push(signal.event);
    if (signal.kind === 'checkpoint') this.checkpoint = signal.position;
    this.wake();
  }

  fail(error: unknown): void {
    this.failure = error instanceof Error ? error : new Error(String(error));
    this.wake();
  }

  close(): void {
    this.closed = true;
    this.wake();
  }

  async room(): Promise<void> {
    while (this.events.length >= this.size && !this.closed) await this.change();
  }

  /** First lets everything in that has arrived meanwhile: under load a delivery is then many events, not one. */
  async take(): Promise<Delivery | null> {
    for (;;) {
      await setImmediate();
      if (this.closed) return null;
      const delivery = this.delivery();
      if (delivery) return delivery;
      if (this.failure) throw this.failure;
      await this.change();
    }
  }

  private delivery(): Delivery | null {
    const events = this.events.splice(0, this.size);
    const last = events.at(-1)?.position ?? null;
    const checkpoint = this.events.length === 0 ? this.checkpoint : null;
    if (checkpoint !== null) this.checkpoint = null;
    if (last === null && checkpoint === null) return null;
    this.wake();
    return { events, upTo: last === null || (checkpoint !== null && checkpoint > last) ? checkpoint! : last };
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.wakers.add(resolve));
  }

  private wake(): void {
    const wakers = [...this.wakers];
    this.wakers.clear();
    wakers.forEach((resolve) => resolve());
  }
}
