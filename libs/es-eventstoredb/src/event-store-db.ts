import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  START,
  StreamNotFoundError,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import type {
  AppendResult,
  EventStore,
  ExpectedRevision,
  NewEvent,
  ReadAllOptions,
  ReadStreamOptions,
  RecordedEvent,
  SubscribeOptions,
  SubscriptionSignal,
} from '@mizan/es';
import type { Observable } from 'rxjs';
import { isPassing, toStoreError } from './errors';
import { pauseBefore, persist, type Patience } from './patience';
import { subscribeAll } from './subscription';
import { toEventData, toRecordedEvent } from './translate';

const patience: Patience = { attemptMs: 5_000, totalMs: 8_000 };

export interface EventStoreDbOptions {
  readonly connectionName?: string;
  /** How long passing faults are ridden out. */
  readonly patience?: Patience;
}

/** The EventStore port over EventStoreDB's own client. `connectionString` begins with `esdb://`. */
export function eventStoreDb(connectionString: string, options: EventStoreDbOptions = {}): EventStore {
  return new EventStoreDb(EventStoreDBClient.connectionString(connectionString), options);
}

class EventStoreDb implements EventStore {
  private readonly patience: Patience;

  constructor(
    private readonly client: EventStoreDBClient,
    options: EventStoreDbOptions,
  ) {
    this.patience = options.patience ?? patience;
  }

  /** An unknown outcome is repeated with the same ids at the same revision: the server then gives the first answer. */
  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    const data = events.map(toEventData);
    const { nextExpectedRevision, position } = await persist(
      () => this.client.appendToStream(stream, data, { expectedRevision: expected }),
      this.patience,
    );
    return { revision: nextExpectedRevision, position: position?.commit ?? 0n };
  }

  async *readStream(stream: string, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    const backwards = options.direction === 'backwards';
    const start = () =>
      this.client.readStream(stream, {
        fromRevision: options.from ?? (backwards ? END : START),
        direction: backwards ? BACKWARDS : FORWARDS,
        ...(options.maxCount === undefined ? {} : { maxCount: options.maxCount }),
      });
    try {
      yield* this.read(start);
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw toStoreError(error);
    }
  }

  async *readAll(options: ReadAllOptions = {}): AsyncIterable<RecordedEvent> {
    const { after, maxCount } = options;
    const backwards = options.direction === 'backwards';
    const start = () =>
      this.client.readAll({
        fromPosition: after === undefined ? (backwards ? END : START) : { commit: after, prepare: after },
        direction: backwards ? BACKWARDS : FORWARDS,
      });
    let left = maxCount ?? Infinity;
    try {
      for await (const event of this.read(start)) {
        // A forwards read of $all includes the event it starts from; the port's `after` does not.
        if (event.position === after || isSystemEvent(event)) continue;
        if (left-- <= 0) return;
        yield event;
      }
    } catch (error) {
      throw toStoreError(error);
    }
  }

  subscribeAll(options: SubscribeOptions = {}): Observable<SubscriptionSignal> {
    return subscribeAll(this.client, options);
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }

  /** A read that breaks before its first event is started again: nothing has been handed out yet. */
  private async *read(start: () => StreamingRead<ResolvedEvent>): AsyncIterable<RecordedEvent> {
    const giveUp = Date.now() + this.patience.totalMs;
    for (let attempt = 0; ; attempt++) {
      let begun = false;
      const source = start();
      try {
        for await (const resolved of source.iterator({ destroyOnReturn: false })) {
          begun = true;
          const event = toRecordedEvent(resolved as ResolvedEvent);
          if (event) yield event;
        }
        return;
      } catch (error) {
        if (begun || !isPassing(toStoreError(error)) || Date.now() >= giveUp) throw error;
        await pauseBefore(attempt);
      } finally {
        if (!source.readableEnded) abandon(source);
      }
    }
  }
}

/**
 * Ends a read that nobody goes on with. Destroying it would leave its call open behind it, stopped by what was not
 * read, and the client could then never be closed.
 */
function abandon(source: StreamingRead<ResolvedEvent>): void {
  source.on('error', () => undefined);
  source.cancel().catch(() => undefined);
  source.resume();
}

/** Reads of $all take no filter in this client; subscriptions do. */
function isSystemEvent({ type }: RecordedEvent): boolean {
  return type.startsWith('$');
}
