import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '@mizan/es';
import type { FeedQueries, LedgerQueries } from '@mizan/read-models';
import type { Subscription } from 'rxjs';
import { Bell } from './bell';
import { FeedItem } from './feed-item';
import { FeedWindow, type Chunk } from './feed-window';

export interface FeedParts {
  readonly store: Pick<EventStore, 'subscribeAll'>;
  readonly ledger: Pick<LedgerQueries, 'applied'>;
  readonly feed: Pick<FeedQueries, 'page' | 'before'>;
  /** Told when the feed stands still; it goes on by itself. */
  readonly onFault: (error: unknown) => void;
}

/** Entries that are kept for readers who come back, such as all of them after a restart. */
const windowSize = 2_000;
/** Entries read, and handed to one reader, at a time. */
const pageSize = 200;
/** Entries that the subscription may be ahead of the read models before it is held back. */
const headStart = 500;
/** Milliseconds between looks at the read models: while they follow, once they stand still, after a fault. */
const pauses = { following: 10, still: 250, fault: 1_000 };
const stillAfter = 100;

/**
 * The process's one subscription to the ledger, for all its readers. It says that there is something new; what is handed
 * on comes from the read models once every one of them has it, so that whoever is told can read it at once.
 */
export class LiveFeed {
  private readonly news = new Bell();
  private readonly work = new Bell();
  private readonly closing = new AbortController();
  private subscription: Subscription | null = null;
  /** The newest entry that is known to be in the store. */
  private target = 0n;
  private ahead = 0;

  private constructor(
    private readonly parts: FeedParts,
    private readonly window: FeedWindow,
    /** Everything readable up to here is in the window. */
    private scanned: bigint,
  ) {}

  /** Knows the newest entries when it resolves. */
  static async open(parts: FeedParts): Promise<LiveFeed> {
    const readable = (await parts.ledger.applied()) ?? 0n;
    const start = await parts.feed.before(readable, windowSize);
    const feed = new LiveFeed(parts, new FeedWindow(start, windowSize), start);
    await feed.scan(readable);
    feed.listen();
    void feed.keepUp();
    return feed;
  }

  /** Position of the newest entry that can be read. */
  get head(): bigint {
    return this.window.end;
  }

  /** What comes after a position, as soon as there is something; null once the signal is aborted. */
  async next(position: bigint, signal: AbortSignal): Promise<Chunk | null> {
    while (!signal.aborted) {
      const chunk = this.window.reaches(position)
        ? this.window.after(position, pageSize)
        : await this.earlier(position);
      if (chunk) return chunk;
      await this.news.heard(signal);
    }
    return null;
  }

  close(): void {
    this.closing.abort();
    this.subscription?.unsubscribe();
  }

  /** For a reader who was away longer than the window reaches. */
  private async earlier(position: bigint): Promise<Chunk | null> {
    const rows = await this.parts.feed.page({ after: position, upTo: this.head, limit: pageSize });
    const upTo = rows.at(-1)?.position;
    return upTo === undefined ? null : { items: rows.map((row) => new FeedItem(row)), upTo };
  }

  private listen(): void {
    const after = this.head > 0n ? { after: this.head } : {};
    this.subscription = this.parts.store.subscribeAll({ ...after, demand: () => this.demand() }).subscribe({
      next: (signal) => {
        if (signal.kind !== 'event') return;
        this.target = signal.event.position;
        this.ahead++;
        this.work.ring();
      },
      error: (error: unknown) => void this.listenAgain(error),
    });
  }

  private async listenAgain(error: unknown): Promise<void> {
    this.parts.onFault(error);
    await this.rest(pauses.fault);
    if (!this.closing.signal.aborted) this.listen();
  }

  private async demand(): Promise<void> {
    while (this.ahead >= headStart && !this.closing.signal.aborted)
      await this.news.heard(this.closing.signal);
  }

  private async keepUp(): Promise<void> {
    const { signal } = this.closing;
    for (let looks = 0; !signal.aborted;) {
      try {
        if (this.scanned >= this.target) await this.work.heard(signal);
        else looks = (await this.look()) ? 0 : looks + 1;
        if (looks > 0) await this.rest(looks > stillAfter ? pauses.still : pauses.following);
      } catch (error) {
        this.parts.onFault(error);
        await this.rest(pauses.fault);
      }
    }
  }

  /** Whether the read models had moved on. */
  private async look(): Promise<boolean> {
    const applied = (await this.parts.ledger.applied()) ?? 0n;
    if (applied <= this.scanned) return false;
    await this.scan(applied);
    return true;
  }

  private async scan(upTo: bigint): Promise<void> {
    while (this.scanned < upTo) {
      const rows = await this.parts.feed.page({ after: this.scanned, upTo, limit: pageSize });
      this.window.add(rows.map((row) => new FeedItem(row)));
      this.scanned = rows.length < pageSize ? upTo : (rows.at(-1)?.position ?? upTo);
      this.ahead = Math.max(0, this.ahead - rows.length);
      if (this.scanned >= this.target) this.ahead = 0;
      this.news.ring();
    }
  }

  private async rest(milliseconds: number): Promise<void> {
    await pause(milliseconds, undefined, { signal: this.closing.signal }).catch(() => undefined);
  }
}
