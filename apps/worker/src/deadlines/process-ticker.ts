import { fireDue, type Clock, type Dispatch, type Process, type TimerStore } from '@mizan/es';
import type { Log } from '../log';
import { pauseUntil } from '../supervision/backoff';

export interface TickerParts<C> {
  readonly timers: TimerStore;
  readonly clock: Clock;
  readonly dispatch: Dispatch<C>;
  /** While it answers true nothing fires. */
  readonly paused: () => boolean | Promise<boolean>;
  readonly log: Log;
}

/** Milliseconds between two looks at the clock, and after a look that failed. */
const interval = 50;
const intervalAfterFailure = 250;

/**
 * Looks at the wall clock many times a second and sends what is due. It never sleeps towards a due time, so clocks
 * that jump, machines that sleep and the longest delay of a JavaScript timer do not matter.
 */
export class ProcessTicker<C> {
  private readonly abort = new AbortController();
  private over: Promise<void> = Promise.resolve();

  constructor(
    private readonly process: Process<C>,
    private readonly parts: TickerParts<C>,
  ) {}

  start(): void {
    this.over = this.tickOn(this.abort.signal);
  }

  /** Resolves when the command under way, if any, has its answer. */
  async stop(): Promise<void> {
    this.abort.abort();
    await this.over;
  }

  private async tickOn(signal: AbortSignal): Promise<void> {
    let lastWords = '';
    while (!signal.aborted) {
      const words = await this.tick();
      if (words !== '' && words !== lastWords)
        this.parts.log.warn(`Process ${this.process.name} tries again: ${words}`);
      lastWords = words;
      await pauseUntil(words === '' ? interval : intervalAfterFailure, signal);
    }
  }

  /** Empty, or what went wrong: a timer whose command got no answer stays and is tried on the next tick. */
  private async tick(): Promise<string> {
    try {
      if (!(await this.parts.paused())) await fireDue(this.process, this.parts);
      return '';
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
  }
}
