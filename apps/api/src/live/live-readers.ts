import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EventStore } from '@mizan/es';
import { FeedQueries, LedgerQueries } from '@mizan/read-models';
import { Problem } from '../http/problem';
import { EVENT_STORE } from '../ledger-access/tokens';
import type { Farewell } from './frames';
import { LiveFeed } from './live-feed';
import { LiveReader, liveTimes, type ReaderParts } from './live-reader';

/** Streams that one api serves at most. */
const limit = 1_000;

/** All readers of this process. The feed they share is opened by the first and closed after the last. */
@Injectable()
export class LiveReaders {
  private readonly log = new Logger('Live');
  private readonly readers = new Set<LiveReader>();
  private feed: Promise<LiveFeed> | null = null;
  private waiting = 0;
  private stopping = false;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly ledger: LedgerQueries,
    private readonly queries: FeedQueries,
  ) {}

  /** Streams that are open. */
  get count(): number {
    return this.readers.size;
  }

  /** Calls `follow` with the feed and keeps it for the reader that this returns. @throws Problem 503, database errors */
  async join(
    follow: (feed: LiveFeed) => Promise<Omit<ReaderParts, 'feed' | 'times' | 'onFault'>>,
  ): Promise<LiveReader> {
    this.assertRoom();
    this.waiting++;
    try {
      const feed = await this.opened();
      const parts = await follow(feed);
      if (this.stopping) throw stoppingProblem();
      return this.admit({ ...parts, feed, times: liveTimes, onFault: this.onFault });
    } finally {
      this.waiting--;
      this.closeUnused();
    }
  }

  /** Says goodbye to everybody and lets nobody in any more. */
  stop(): void {
    this.stopping = true;
    for (const reader of this.readers) reader.end(stopping);
    this.closeUnused();
  }

  private assertRoom(): void {
    if (this.stopping) throw stoppingProblem();
    if (this.readers.size + this.waiting < limit) return;
    throw new Problem({
      code: 'LIVE_FULL',
      status: 503,
      detail: `This api serves its ${limit} live streams already.`,
      remedy: 'Come again later, or read the board instead.',
      retryAfterS: 30,
    });
  }

  private admit(parts: ReaderParts): LiveReader {
    const reader = new LiveReader(parts);
    this.readers.add(reader);
    parts.response.once('close', () => {
      this.readers.delete(reader);
      this.closeUnused();
    });
    return reader;
  }

  private opened(): Promise<LiveFeed> {
    const { store, ledger, queries, onFault } = this;
    this.feed ??= LiveFeed.open({ store, ledger, feed: queries, onFault }).catch((error: unknown) => {
      this.feed = null;
      throw error;
    });
    return this.feed;
  }

  private closeUnused(): void {
    if (this.waiting > 0 || (this.readers.size > 0 && !this.stopping)) return;
    this.feed?.then(
      (feed) => feed.close(),
      () => undefined,
    );
    this.feed = null;
  }

  private readonly onFault = (error: unknown): void =>
    this.log.warn(`The live feed stands still: ${error instanceof Error ? error.name : 'unknown fault'}`);
}

const stopping: Farewell = {
  code: 'SERVER_STOPPING',
  detail: 'This server is stopping.',
  remedy: 'Come again: the stream resumes from the last id.',
  retryMs: 1_000,
};

function stoppingProblem(): Problem {
  const { code, detail } = stopping;
  return new Problem({ code, status: 503, detail, remedy: 'Come again in a moment.', retryAfterS: 1 });
}
