import { once } from 'node:events';
import type { Identity } from '@mizan/access';
import type { Response } from 'express';
import { Problem } from '../http/problem';
import type { Wanted } from './feed-item';
import { farewellFrame, heartbeatFrame, openingFrame, type Farewell } from './frames';
import type { LiveFeed } from './live-feed';

/** Milliseconds. */
export interface LiveTimes {
  readonly heartbeat: number;
  /** How long a reader may leave what it was sent lying. */
  readonly patience: number;
}

export const liveTimes: LiveTimes = { heartbeat: 15_000, patience: 30_000 };

export interface ReaderParts {
  readonly feed: Pick<LiveFeed, 'next'>;
  readonly response: Response;
  readonly identity: Identity;
  readonly identifyAgain: () => Promise<Identity>;
  readonly wanted: Wanted;
  /** Exclusive: what the reader knows already. */
  readonly from: bigint;
  readonly times: LiveTimes;
  readonly onFault: (error: unknown) => void;
}

/**
 * One reader of the feed. It takes the next entries only when the connection has taken the last ones: nothing piles up
 * for a slow one, which is cut off once it stands still, and resumes from the last id it received.
 */
export class LiveReader {
  private readonly over = new AbortController();
  private position: bigint;

  constructor(private readonly parts: ReaderParts) {
    this.position = parts.from;
    parts.response.once('close', () => this.over.abort());
  }

  /** Resolves when the stream has ended, for whatever reason. Never rejects. */
  async run(): Promise<void> {
    const beat = setInterval(() => void this.beat(), this.parts.times.heartbeat);
    try {
      this.parts.response.write(openingFrame(this.position));
      await this.follow();
    } catch (error) {
      if (this.over.signal.aborted) return;
      this.parts.onFault(error);
      this.end(fault);
    } finally {
      clearInterval(beat);
    }
  }

  end(farewell: Farewell): void {
    if (this.over.signal.aborted) return;
    this.parts.response.end(farewellFrame(farewell));
    this.over.abort();
  }

  private async follow(): Promise<void> {
    const { feed, identity, wanted } = this.parts;
    for (;;) {
      const chunk = await feed.next(this.position, this.over.signal);
      if (!chunk) return;
      const frames = chunk.items.flatMap((item) => item.frameFor(identity, wanted) ?? []);
      this.position = chunk.upTo;
      if (frames.length > 0) await this.send(frames.join(''));
    }
  }

  private async send(text: string): Promise<void> {
    const { response, times } = this.parts;
    if (response.write(text)) return;
    const late = setTimeout(() => response.destroy(), times.patience);
    try {
      await once(response, 'drain', { signal: this.over.signal });
    } finally {
      clearTimeout(late);
    }
  }

  /** Says that the stream is alive, and asks whether its reader still is who it was. */
  private async beat(): Promise<void> {
    const { response } = this.parts;
    if (!response.writableNeedDrain) response.write(heartbeatFrame(this.position));
    if (!(await this.stillKnown())) this.end(identityEnded);
  }

  private async stillKnown(): Promise<boolean> {
    const { identity, identifyAgain } = this.parts;
    try {
      const { id, party, role } = await identifyAgain();
      return id === identity.id && party === identity.party && role === identity.role;
    } catch (error) {
      // A provider or database that does not answer now is asked again at the next beat.
      return !(error instanceof Problem) || (error.status !== 401 && error.status !== 403);
    }
  }
}

const identityEnded: Farewell = {
  code: 'IDENTITY_ENDED',
  detail: 'The token or session that opened this stream has ended.',
  remedy: 'Sign in again and resume from the last id.',
  retryMs: 60_000,
};

const fault: Farewell = {
  code: 'LIVE_FAULT',
  detail: 'The entries could not be read.',
  remedy: 'Come again: the stream resumes from the last id.',
  retryMs: 5_000,
};
