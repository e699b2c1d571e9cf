import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  ANY,
  type EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { Random } from '../model/random';

const PAYLOAD = 'x'.repeat(900);

/** One event of a writer's, by the number of the append that it belongs to. */
export interface Sent {
  readonly id: string;
  readonly append: number;
}

/**
 * Appends one after another and keeps the order. When an answer fails to come, it is not known whether the append
 * happened: the same append is tried again with the same ids and the same expectation, for as long as it takes.
 */
export class Writer {
  readonly sent: Sent[] = [];
  /** How many of `sent` are acknowledged, counted from the first. */
  acknowledged = 0;
  /** A conflict in a stream that nobody else writes: the store forgot, or wrote twice. */
  readonly refusals: string[] = [];
  /** What the last append that failed was told. */
  failure = '';
  private appends = 0;

  constructor(
    readonly stream: string,
    private readonly plan: { readonly isAlone: boolean; readonly random: Random },
  ) {}

  async write(client: EventStoreDBClient, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      if (this.acknowledged === this.sent.length) this.next();
      try {
        await client.appendToStream(this.stream, this.open(), { expectedRevision: this.expected() });
        this.acknowledged = this.sent.length;
      } catch (error) {
        this.failure = String(error);
        if (error instanceof WrongExpectedVersionError) this.refusals.push(error.message);
        await pause(isOver() ? 0 : 20);
      }
    }
  }

  private next(): void {
    this.appends++;
    const size = this.plan.random.pick([1, 1, 1, 2, 3]);
    for (let index = 0; index < size; index++) this.sent.push({ id: randomUUID(), append: this.appends });
  }

  private open() {
    return this.sent.slice(this.acknowledged).map(({ id }) => {
      const text = PAYLOAD.slice(0, this.plan.random.between(0, PAYLOAD.length));
      return jsonEvent({ id, type: 'Written', data: { text } });
    });
  }

  private expected() {
    if (!this.plan.isAlone) return ANY;
    return this.acknowledged === 0 ? NO_STREAM : BigInt(this.acknowledged - 1);
  }
}

/** Most have a stream of their own and expect its revision; some share streams and expect nothing. */
export function makeWriters(count: number, random: Random): Writer[] {
  return Array.from({ length: count }, (_, index) =>
    index % 4 === 0
      ? new Writer(`shared-${String(index % 16)}`, { isAlone: false, random })
      : new Writer(`own-${String(index)}`, { isAlone: true, random }),
  );
}
