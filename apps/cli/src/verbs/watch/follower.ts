import { setTimeout as pause } from 'node:timers/promises';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { CliProblem } from '../../cli-problem';
import { EXIT } from '../../exit-code';

export interface FollowerParts {
  /** The stream after the entry of this id. @throws CliProblem */
  readonly open: (after: string | undefined, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;
  readonly signInAgain: () => void;
  /** The entry's JSON. */
  readonly onEntry: (data: string) => void;
  /** Told once whenever the stream has broken off and does not come back at once. */
  readonly onWait: (reason: string) => void;
}

/** Longer than two of the server's heartbeats: a stream that is silent for this long is dead. Milliseconds. */
const silence = 40_000;
/** Milliseconds until the next attempt: at first, unless the server says otherwise, and at most. */
const waits = { first: 500, most: 10_000 };

/** Follows the server's stream, and resumes it after the last entry for as long as that takes. */
export class Follower {
  private lastId = '';
  private wait = waits.first;
  private failures = 0;
  /** Whether the server has accepted the question; until then every problem is final. */
  private accepted = false;

  constructor(private readonly parts: FollowerParts) {}

  /** Resolves once the signal is aborted. @throws CliProblem for what no new attempt would change */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.stream(signal);
        this.failures++;
      } catch (error) {
        if (signal.aborted) return;
        this.judge(error);
      }
      await pause(Math.min(this.wait * 2 ** Math.min(this.failures - 1, 5), waits.most), undefined, {
        signal,
      }).catch(() => undefined);
    }
  }

  private async stream(signal: AbortSignal): Promise<void> {
    const silent = new AbortController();
    const alarm = setTimeout(() => silent.abort(), silence);
    try {
      const either = AbortSignal.any([signal, silent.signal]);
      const bytes = await this.parts.open(this.lastId || undefined, either);
      this.accepted = true;
      const parser = this.parser();
      const decoder = new TextDecoder();
      for await (const part of bytes) {
        alarm.refresh();
        this.failures = 0;
        parser.feed(decoder.decode(part, { stream: true }));
      }
    } finally {
      clearTimeout(alarm);
    }
  }

  private parser() {
    return createParser({
      onId: (id) => void (this.lastId = id),
      onRetry: (milliseconds) => void (this.wait = milliseconds),
      onEvent: (event) => this.heard(event),
    });
  }

  private heard({ event, data }: EventSourceMessage): void {
    if (event === 'entry') this.parts.onEntry(data);
    // The token has ended: with a new one the stream goes on at once.
    if (event === 'bye' && data.includes('"IDENTITY_ENDED"')) {
      this.parts.signInAgain();
      this.wait = waits.first;
    }
  }

  /** Passing: nobody answers, the server has its own trouble, it asks to wait, or the token ran out meanwhile. */
  private judge(error: unknown): void {
    this.failures++;
    if (!(error instanceof CliProblem)) return;
    const { exitCode, body } = error;
    const expired = exitCode === EXIT.identity && this.failures === 1;
    const passing = exitCode === EXIT.unreachable || (body.status ?? 0) >= 500 || body.status === 429;
    if (!this.accepted || !(passing || expired)) throw error;
    this.parts.signInAgain();
    if (passing && this.failures === 2) this.parts.onWait(body.detail);
  }
}
