import { setTimeout as pause } from 'node:timers/promises';

const first = 50;
const longest = 5_000;
/** A run that lasted this long, milliseconds, counts as healthy again. */
const healthyAfter = 10_000;

/** Growing, jittered pauses between attempts: 50 ms doubling to at most 5 s, each times 0.5–1. */
export class Backoff {
  private attempt = 0;

  /** Resolves early when `signal` aborts. `ranFor` is how long the attempt lasted, in milliseconds. */
  async pause(ranFor: number, signal: AbortSignal): Promise<void> {
    this.attempt = ranFor >= healthyAfter ? 0 : this.attempt + 1;
    const bound = Math.min(longest, first * 2 ** this.attempt);
    await pauseUntil(bound * (0.5 + Math.random() / 2), signal);
  }
}

/** A pause in milliseconds that ends early, without an error, when `signal` aborts. */
export async function pauseUntil(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch(() => undefined);
}
