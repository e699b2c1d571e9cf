import {
  BACKWARDS,
  END,
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
import { toStoreError } from './errors';
import { persist, persistReading, type Patience } from './patience';
import { AppendLine } from './raw/append-line';
import { RawClient } from './raw/raw-client';
import { subscribeAll } from './subscription';
import { fromRawEvent, toEventData, toProposedEvent, toRecordedEvent } from './translate';

const patience: Patience = { attemptMs: 5_000, totalMs: 8_000 };

export interface EventStoreDbOptions {
  readonly connectionName?: string;
  /** How long passing faults are ridden out. */
  readonly patience?: Patience;
}

/** The EventStore port over EventStoreDB's own client. `connectionString` begins with `esdb://`. */
export function eventStoreDb(connectionString: string, options: EventStoreDbOptions = {}): EventStore {
  return new EventStoreDb(RawClient.connect(connectionString), options);
}

/** Bytes up to which an append goes in one message; the client knows how to send more in several. */
const ONE_MESSAGE = 1_048_576;

class EventStoreDb implements EventStore {
  private readonly patience: Patience;
  private readonly line: AppendLine;
  private hasLine = false;

  constructor(
    private readonly client: RawClient,
    options: EventStoreDbOptions,
  ) {
    this.patience = options.patience ?? patience;
    this.line = new AppendLine(client);
  }

  /** An unknown outcome is repeated with the same ids at the same revision: the server then gives the first answer. */
  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    const proposed = events.map(toProposedEvent);
    const bytes = proposed.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    return persist(async () => {
      this.hasLine ||= await this.client.hasBatchAppend();
      return this.hasLine && bytes <= ONE_MESSAGE
        ? this.line.append(stream, proposed, expected)
        : this.appendByClient(stream, events, expected);
    }, this.patience);
  }

  private async appendByClient(
    stream: string,
    events: readonly NewEvent[],
    expectedRevision: ExpectedRevision,
  ): Promise<AppendResult> {
    const { nextExpectedRevision, position } = await this.client.appendToStream(
      stream,
      events.map(toEventData),
      { expectedRevision },
    );
    return { revision: nextExpectedRevision, position: position?.commit ?? 0n };
  }

  async *readStream(stream: string, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    const backwards = options.direction === 'backwards';
    const start = () =>
      recordedEvents(
        this.client.readStream(stream, {
          fromRevision: options.from ?? (backwards ? END : START),
          direction: backwards ? BACKWARDS : FORWARDS,
          ...(options.maxCount === undefined ? {} : { maxCount: options.maxCount }),
        }),
      );
    try {
      yield* persistReading(start, this.patience);
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw toStoreError(error);
    }
  }

  /** Past the client's own decoding, which costs more than all the rest: the whole ledger is read this way. */
  async *readAll({
    after,
    maxCount = Infinity,
    direction = 'forwards',
  }: ReadAllOptions = {}): AsyncIterable<RecordedEvent> {
    const from = after === undefined ? (direction === 'forwards' ? 'start' : 'end') : { at: after };
    let left = maxCount;
    try {
      for await (const batch of persistReading(
        () => this.client.readRawAllInBatches(from, direction),
        this.patience,
      )) {
        for (const event of batch) {
          // A forwards read of $all includes the event it starts from; the port's `after` does not.
          if (event.position === after || isSystemEvent(event)) continue;
          if (left-- <= 0) return;
          yield fromRawEvent(event);
        }
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
}

/** Ends the read when nobody goes on with it. */
async function* recordedEvents(source: StreamingRead<ResolvedEvent>): AsyncIterable<RecordedEvent> {
  try {
    for await (const resolved of source.iterator({ destroyOnReturn: false })) {
      const event = toRecordedEvent(resolved as ResolvedEvent);
      if (event) yield event;
    }
  } finally {
    if (!source.readableEnded) abandon(source);
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

/** Left out before its content is looked at. */
function isSystemEvent({ type }: { readonly type: string }): boolean {
  return type.startsWith('$');
}
