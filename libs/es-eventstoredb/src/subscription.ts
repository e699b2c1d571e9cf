import {
  excludeSystemEvents,
  START,
  type AllStreamSubscription,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import type { RecordedEvent, SubscribeOptions, SubscriptionSignal } from '@mizan/es';
import { Observable, type Subscriber } from 'rxjs';
import { isPassing, toStoreError } from './errors';
import { pauseBefore } from './patience';
import { toRecordedEvent } from './translate';

/** Events looked at between two checkpoints: `window` × `interval`. */
const window = 32;
const interval = 8;

/** The largest position there can be. Beyond it lies what the server says while it has looked at nothing yet. */
const newest = 2n ** 63n - 1n;

/** A catch-up subscription to $all that outlives its connection: it resumes after the last signal it passed on. */
export function subscribeAll(
  client: EventStoreDBClient,
  options: SubscribeOptions,
): Observable<SubscriptionSignal> {
  return new Observable((subscriber) => {
    const lifeline = new Lifeline(client, subscriber, options);
    void lifeline.keepUp();
    return () => lifeline.end();
  });
}

class Lifeline {
  private readonly demand: () => Promise<void>;
  private position: bigint | undefined;
  private source: AllStreamSubscription | null = null;
  private attempt = 0;

  constructor(
    private readonly client: EventStoreDBClient,
    private readonly subscriber: Subscriber<SubscriptionSignal>,
    options: SubscribeOptions,
  ) {
    this.position = options.after;
    this.demand = options.demand ?? (() => Promise.resolve());
  }

  async keepUp(): Promise<void> {
    while (!this.subscriber.closed) {
      const reason = await this.follow();
      if (this.subscriber.closed) return;
      this.subscriber.next({ kind: 'interrupted', reason });
      await pauseBefore(this.attempt++);
    }
  }

  end(): void {
    const { source } = this;
    this.source = null;
    if (!source) return;
    source.unsubscribe().catch(() => undefined);
    source.destroy();
  }

  /** Passes on signals until the connection breaks; the answer says why it did. */
  private async follow(): Promise<string> {
    try {
      const source = this.open();
      const signals = source[Symbol.asyncIterator]() as AsyncIterator<unknown>;
      for (;;) {
        await this.demand();
        const next = await signals.next();
        if (next.done === true || this.subscriber.closed) return 'the server ended the subscription';
        this.pass(next.value as Parameters<typeof toRecordedEvent>[0] | Marker);
      }
    } catch (error) {
      return this.judge(error);
    } finally {
      this.end();
    }
  }

  private open(): AllStreamSubscription {
    const after = this.position;
    const source: AllStreamSubscription = this.client.subscribeToAll({
      fromPosition: after === undefined ? START : { commit: after, prepare: after },
      filter: excludeSystemEvents({
        maxSearchWindow: window,
        checkpointInterval: interval,
        checkpointReached: (_subscription, { commit }) => {
          if (commit <= newest) source.push(new Marker({ kind: 'checkpoint', position: commit }));
        },
      }),
    });
    // The client tells both beside the stream of events; pushed into it, they keep their place in the order.
    source.on('caughtUp', () => source.push(new Marker({ kind: 'caught-up' })));
    source.on('error', () => undefined);
    this.source = source;
    return source;
  }

  private pass(item: Parameters<typeof toRecordedEvent>[0] | Marker): void {
    this.attempt = 0;
    const signal = item instanceof Marker ? item.signal : eventSignal(toRecordedEvent(item));
    if (!signal) return;
    if (signal.kind === 'event') this.position = signal.event.position;
    if (signal.kind === 'checkpoint') this.position = signal.position;
    this.subscriber.next(signal);
  }

  private judge(error: unknown): string {
    const known = toStoreError(error);
    if (!this.subscriber.closed && !isPassing(known) && !isUnfinished(error)) this.subscriber.error(known);
    return known.message;
  }
}

/** A signal that travels among the events. */
class Marker {
  constructor(readonly signal: SubscriptionSignal) {}
}

function eventSignal(event: RecordedEvent | null): SubscriptionSignal | null {
  return event && { kind: 'event', event };
}

/** Node's own words for a stream that ended before its time. */
function isUnfinished(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
