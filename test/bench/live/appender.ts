import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreError, type CommandHandler, type Outcome } from '@mizan/es';
import { caseOrders, type Cast, type LoadOrder } from './load-orders';

/** Cases that are told side by side. */
const sideBySide = 50;
/** Milliseconds. */
const patience = 60_000;

/** Gives orders at a steady rate straight to the ledger, beside the api, whatever happens to the api meanwhile. */
export class Appender {
  /** When the append of an event began, in milliseconds of `performance.now()`, by stream and revision. */
  readonly begun = new Map<string, number>();
  appends = 0;
  /** Appends that the store did not answer in time, and that were sent again. */
  repeated = 0;
  private readonly lanes: LoadOrder[][] = [];
  private readonly tails = new Map<number, Promise<void>>();
  private cases = 0;
  private failure: Error | null = null;

  constructor(
    private readonly commands: CommandHandler,
    private readonly cast: Cast,
  ) {}

  /** Resolves once all of them are stored. @throws what an append threw */
  async run(perSecond: number, seconds: number): Promise<void> {
    const start = performance.now();
    const total = perSecond * seconds;
    for (let number = 0; number < total && this.failure === null; number++) {
      const due = start + (number * 1_000) / perSecond;
      const early = due - performance.now();
      if (early > 1) await pause(early);
      this.issue(this.nextOrder(number));
    }
    await Promise.all(this.tails.values());
    if (this.failure !== null) throw this.failure;
  }

  private nextOrder(number: number): LoadOrder {
    const lane = number % sideBySide;
    let orders = this.lanes[lane];
    if (!orders || orders.length === 0) orders = this.lanes[lane] = caseOrders(this.cases++, this.cast);
    return orders.shift() as LoadOrder;
  }

  /** Orders of a case wait for one another; those of different cases do not. */
  private issue(order: LoadOrder): void {
    const tail = this.tails.get(order.caseNumber) ?? Promise.resolve();
    const done = tail
      .then(() => this.append(order))
      .catch((cause: unknown) => {
        this.failure ??= new Error('An append failed.', { cause });
      });
    this.tails.set(order.caseNumber, done);
  }

  /** Under one id, so that whatever was stored without an answer is stored once. @throws after a minute */
  private async stored(order: LoadOrder, commandId: string): Promise<Outcome> {
    const giveUp = performance.now() + patience;
    for (;;) {
      try {
        return await order.give(this.commands, commandId);
      } catch (error) {
        if (!(error instanceof EventStoreError) || performance.now() > giveUp) throw error;
        this.repeated++;
      }
    }
  }

  private async append(order: LoadOrder): Promise<void> {
    const begun = performance.now();
    const { recorded, revision } = await this.stored(order, randomUUID());
    this.appends++;
    for (let back = 0n; back < BigInt(recorded); back++)
      this.begun.set(eventKey(order.stream, (revision ?? 0n) - back), begun);
  }
}

export function eventKey(stream: string, revision: bigint): string {
  return `${stream}@${revision}`;
}
