import {
  AppendTooLarge,
  WrongExpectedRevision,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type SubscribeOptions,
  type SubscriptionSignal,
} from '@mizan/es';
import { firstValueFrom, Observable, Subject } from 'rxjs';

const maxAppend = 1_048_576;

/**
 * An event store for specs of what stands above the port. It passes the same contract as the real adapter,
 * so it cannot drift; nothing outside specs uses it.
 */
export class MemoryEventStore implements EventStore {
  private readonly log: RecordedEvent[] = [];
  private readonly appended = new Subject<void>();

  async append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<AppendResult> {
    return await Promise.resolve(this.write(stream, events, expected));
  }

  async *readStream(stream: string, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    const { from, direction = 'forwards', maxCount } = options;
    const events = directed(this.streamOf(stream), direction);
    const first = events.filter(
      ({ revision }) =>
        from === undefined || (direction === 'forwards' ? revision >= from : revision <= from),
    );
    yield* await Promise.resolve(first.slice(0, maxCount));
  }

  async *readAll({
    after,
    direction = 'forwards',
    maxCount,
  }: ReadAllOptions = {}): AsyncIterable<RecordedEvent> {
    const beyond = ({ position }: RecordedEvent) =>
      after === undefined || (direction === 'forwards' ? position > after : position < after);
    yield* await Promise.resolve(directed(this.log, direction).filter(beyond).slice(0, maxCount));
  }

  subscribeAll({
    after,
    demand = () => Promise.resolve(),
  }: SubscribeOptions = {}): Observable<SubscriptionSignal> {
    return new Observable((subscriber) => {
      let next = this.log.findIndex(({ position }) => after === undefined || position > after);
      if (next < 0) next = this.log.length;
      const pump = async () => {
        let caughtUp = false;
        while (!subscriber.closed) {
          await demand();
          const event = this.log[next];
          if (event && !subscriber.closed) subscriber.next({ kind: 'event', event });
          if (event) next++;
          else if (!caughtUp) subscriber.next({ kind: 'caught-up' });
          else await firstValueFrom(this.appended);
          caughtUp ||= !event;
        }
      };
      void pump();
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private write(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): AppendResult {
    const bytes = events.reduce((sum, { data }) => sum + Buffer.byteLength(JSON.stringify(data) ?? ''), 0);
    if (bytes > maxAppend) throw new AppendTooLarge(maxAppend);
    const present = this.streamOf(stream);
    const start =
      expected === 'no_stream' ? 0 : typeof expected === 'bigint' ? Number(expected) + 1 : present.length;
    const repeated = present.slice(start, start + events.length);
    if (
      events.length > 0 &&
      repeated.length === events.length &&
      events.every(({ id }, n) => repeated[n]?.id === id)
    ) {
      return resultOf(repeated.at(-1));
    }
    if (start !== present.length || (expected === 'stream_exists' && start === 0)) {
      throw new WrongExpectedRevision(stream, expected, present.at(-1)?.revision ?? null);
    }
    const recorded = events.map(({ json: _, ...event }, n) => ({
      ...structuredClone(event),
      stream,
      revision: BigInt(start + n),
      position: BigInt(this.log.length + n + 1) * 100n,
    }));
    this.log.push(...recorded);
    this.appended.next();
    return resultOf(recorded.at(-1));
  }

  private streamOf(stream: string): RecordedEvent[] {
    return this.log.filter((event) => event.stream === stream);
  }
}

function resultOf(last: RecordedEvent | undefined): AppendResult {
  return { revision: last?.revision ?? -1n, position: last?.position ?? 0n };
}

function directed<T>(events: readonly T[], direction: 'forwards' | 'backwards'): T[] {
  return direction === 'forwards' ? [...events] : [...events].reverse();
}
