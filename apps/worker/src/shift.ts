import { EventStoreError } from '@mizan/es';
import { migrate, openControlDatabase, openReadDatabase, Skips, SqlControl } from '@mizan/read-models';
import { databases, type Lifetime } from '@mizan/runtime';
import { demonstrate } from './demonstration/demonstrate';
import type { ProcessTicker } from './deadlines/process-ticker';
import type { ProcessSubscription } from './subscriptions';
import { Backoff, pauseUntil } from './supervision/backoff';
import { headOf } from './supervision/head';
import { listenerOf, tickerOf, type Listener } from './supervision/listeners';
import { assertOwnLedger } from './supervision/own-ledger';
import { serveRequests } from './supervision/requests';
import type { WorkerParts } from './tokens';

/** Milliseconds between two looks at how far the projections are. */
const settleInterval = 20;

/** What the worker does while it holds the lock: databases open, everything subscribed, timers ticking. */
export class Shift {
  private readonly db;
  private readonly controlDatabase;
  private readonly control;
  private readonly listeners: readonly Listener[];
  private readonly abort = new AbortController();
  private tickers: readonly Pick<ProcessTicker<never>, 'start' | 'stop'>[] = [];
  private requests: Promise<void> = Promise.resolve();

  constructor(
    private readonly parts: WorkerParts,
    private readonly launcher: Lifetime,
  ) {
    const { read, control } = databases(parts.settings);
    this.db = openReadDatabase(read);
    this.controlDatabase = openControlDatabase({ ...control, readOnly: true });
    this.control = new SqlControl(this.controlDatabase, parts.clock);
    const sql = { db: this.db, skips: new Skips(this.controlDatabase, parts.clock) };
    this.listeners = parts.subscriptions.map((subscription) => listenerOf(subscription, parts, sql));
  }

  /** Resolves when all that was recorded before is projected; early, half begun, when `signal` aborts.
   * @throws ReadDatabaseProblem and SettingsProblem, which only a person can mend */
  async begin(signal: AbortSignal): Promise<void> {
    const { parts, db, launcher } = this;
    await migrate(db);
    await this.whenStoreAnswers(() => assertOwnLedger(db, parts.store), signal);
    await this.whenStoreAnswers(() => demonstrate({ ...parts, db, launcher }, signal), signal);
    this.listeners.forEach((listener) => listener.start());
    await this.whenStoreAnswers(() => this.settle(signal), signal);
    if (signal.aborted) return;
    const { control } = this;
    this.tickers = this.processes().map((process) => tickerOf(process, parts, { db, control }));
    this.tickers.forEach((ticker) => ticker.start());
    parts.metrics.works({ db, store: parts.store });
    this.requests = serveRequests(
      { control, db, subjects: this.listeners, log: parts.log },
      this.abort.signal,
    );
  }

  /** Lets every transaction and command under way end, then closes the databases. */
  async end(): Promise<void> {
    this.abort.abort();
    this.parts.metrics.works(null);
    await Promise.all(this.tickers.map((ticker) => ticker.stop()));
    await this.requests;
    await Promise.all(this.listeners.map((listener) => listener.stop()));
    await this.controlDatabase.close();
    await this.db.close();
  }

  private processes(): readonly ProcessSubscription[] {
    return this.parts.subscriptions.filter((subscription) => subscription.kind === 'process');
  }

  private async settle(signal: AbortSignal): Promise<void> {
    const head = await headOf(this.parts.store);
    if (head === null) return;
    for (const listener of this.listeners) {
      while (!signal.aborted && !(await listener.isSettled(head))) await pauseUntil(settleInterval, signal);
    }
  }

  private async whenStoreAnswers(work: () => Promise<void>, signal: AbortSignal): Promise<void> {
    const backoff = new Backoff();
    while (!signal.aborted) {
      try {
        await work();
        return;
      } catch (error) {
        if (!(error instanceof EventStoreError)) throw error;
        this.parts.log.warn(`The worker waits for the event store: ${error.message}`);
        await backoff.pause(0, signal);
      }
    }
  }
}
