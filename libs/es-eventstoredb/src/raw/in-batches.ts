import type { Readable } from 'node:stream';

/** Items that may wait before the sender is told to. */
const most = 1_000;

/**
 * Whatever has arrived by each turn of the event loop, together. Iterating over the stream itself costs a promise or two
 * an item, which is more than a small message's decoding.
 */
export async function* inBatches<T>(source: Readable): AsyncGenerator<readonly T[], void> {
  const arrivals = new Arrivals<T>(source);
  for (;;) {
    const batch = await arrivals.next();
    if (batch === null) return;
    yield batch;
  }
}

class Arrivals<T> {
  private waiting: T[] = [];
  private ended = false;
  private error: Error | null = null;
  private wake: () => void = () => undefined;

  constructor(private readonly source: Readable) {
    source.on('data', (item: T) => this.add(item));
    source.once('end', () => this.end(null));
    source.on('error', (error: Error) => this.end(error));
    source.once('close', () => this.end(null));
  }

  /** Null at the end. What arrived before an error is given before the error is thrown. */
  async next(): Promise<readonly T[] | null> {
    while (this.waiting.length === 0 && !this.ended)
      await new Promise<void>((resolve) => (this.wake = resolve));
    const batch = this.waiting;
    if (batch.length > 0) {
      this.waiting = [];
      if (this.source.isPaused()) this.source.resume();
      return batch;
    }
    if (this.error) throw this.error;
    return null;
  }

  private add(item: T): void {
    const count = this.waiting.push(item);
    // The rest of what has arrived is handed over by the end of this turn.
    if (count === 1) setImmediate(() => this.wake());
    if (count >= most) this.source.pause();
  }

  private end(error: Error | null): void {
    if (this.ended) return;
    this.ended = true;
    this.error = error;
    this.wake();
  }
}
