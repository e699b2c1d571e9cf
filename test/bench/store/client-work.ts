import { randomUUID } from 'node:crypto';
import { ANY, EventStoreDBClient, FORWARDS, NO_STREAM, START, type Position } from '@eventstore/db-client';
import { median } from '../measure';
import { perSecond } from '../support/in-flight';
import { clientEvent } from './plain-event';

/** Events of the long stream, and of a short one. */
export const LONG = 10_000;
const SHORT = 10;
const BATCH = 500;

/** As long a name as the other streams have: a name is in every event. */
const LONG_STREAM = 'long-6c84fb90-12c4-4f8d-9f0e-5a1d0a3a7b11';

/** One server's work, all through the official client. Rates are events a second. */
export class ClientWork {
  private readonly client: EventStoreDBClient;
  private readonly run = randomUUID();

  /** Each rate is measured for so many seconds. */
  constructor(
    connectionString: string,
    private readonly seconds: number,
  ) {
    this.client = EventStoreDBClient.connectionString(connectionString);
  }

  /** How many calls a median is taken of. */
  private get calls(): number {
    return Math.max(10, 200 * this.seconds);
  }

  /** Appends of one event, each lane to a stream of its own. */
  append(inFlight: number): Promise<number> {
    return perSecond({ inFlight, seconds: this.seconds }, (lane) =>
      this.appendTo(`${this.run}-${String(lane)}`, 1),
    );
  }

  async appendBatches(): Promise<number> {
    return (
      BATCH *
      (await perSecond({ inFlight: 1, seconds: this.seconds }, () =>
        this.appendTo(`${this.run}-many`, BATCH),
      ))
    );
  }

  /** Median time of one append at a time, milliseconds. */
  appendMs(): Promise<number> {
    return medianMs(this.calls, () => this.appendTo(`${this.run}-one`, 1));
  }

  readStream(): Promise<number> {
    return this.rateOf(() => count(this.client.readStream(LONG_STREAM, { maxCount: LONG })));
  }

  /** Of everything, from a position on. */
  readAll(fromPosition: Position | typeof START = START): Promise<number> {
    const options = { direction: FORWARDS, fromPosition, maxCount: LONG } as const;
    return this.rateOf(() => count(this.client.readAll(options)));
  }

  async subscribe(): Promise<number> {
    return this.rateOf(async () => {
      let seen = 0;
      const subscription = this.client.subscribeToAll({ fromPosition: START });
      for await (const event of subscription) if (event && ++seen >= LONG) break;
      await subscription.unsubscribe();
      return seen;
    });
  }

  /** Median time to read a stream of ten events, milliseconds. */
  async readShortMs(): Promise<number> {
    const stream = `${this.run}-short`;
    await this.appendTo(stream, SHORT);
    return medianMs(this.calls, () => count(this.client.readStream(stream)));
  }

  /** The long stream, and beyond it streams of 500, until the ledger holds so many events. Answers the middle's position. */
  async grow(events: number): Promise<Position> {
    let middle: Position = { commit: 0n, prepare: 0n };
    for (let done = 0; done < LONG; done += BATCH) await this.appendTo(LONG_STREAM, BATCH);
    let left = Math.ceil((events - LONG) / BATCH);
    const half = left / 2;
    const lane = async (): Promise<void> => {
      while (left-- > 0) {
        const { position } = await this.appendTo(`bulk-${randomUUID()}`, BATCH, NO_STREAM);
        if (left >= half && position) middle = position;
      }
    };
    await Promise.all([lane(), lane()]);
    return middle;
  }

  /** Reads everything. */
  drainAll(): Promise<number> {
    return count(this.client.readAll({ direction: FORWARDS, fromPosition: START }));
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }

  /** Again and again until a rate shows. */
  private async rateOf(piece: () => Promise<number>): Promise<number> {
    const begun = performance.now();
    let events = 0;
    do events += await piece();
    while (performance.now() - begun < this.seconds * 1000);
    return (events * 1000) / (performance.now() - begun);
  }

  private appendTo(stream: string, events: number, expectedRevision: typeof ANY | typeof NO_STREAM = ANY) {
    return this.client.appendToStream(stream, Array.from({ length: events }, clientEvent), {
      expectedRevision,
    });
  }
}

/** The compiler needs some ten thousand calls before it has seen what they do. */
const WARMING = 3;

export async function warmUp(...clients: readonly ClientWork[]): Promise<void> {
  for (let round = 0; round < WARMING; round++) {
    for (const client of clients) {
      await client.append(64);
      await client.readStream();
      await client.readAll();
    }
  }
}

async function count(source: AsyncIterable<unknown>): Promise<number> {
  let seen = 0;
  for await (const event of source) if (event) seen++;
  return seen;
}

async function medianMs(times: number, work: () => Promise<unknown>): Promise<number> {
  const each: number[] = [];
  for (let time = 0; time < times; time++) {
    const begun = performance.now();
    await work();
    each.push(performance.now() - begun);
  }
  return median(each);
}
