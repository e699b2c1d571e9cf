import type { ThrottlerStorage } from '@nestjs/throttler';

type Hits = Awaited<ReturnType<ThrottlerStorage['increment']>>;

interface Window {
  count: number;
  /** `performance.now()`, milliseconds. */
  readonly ends: number;
}

/** Names that are counted at a time, at most: beyond, whoever has been counted longest starts anew. */
const capacity = 10_000;

/** Counts in windows that begin with the first hit. Without a timer for each hit, as the library's own storage has. */
export class HitCounter implements ThrottlerStorage {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** `ttl` in milliseconds; the answer's times are in seconds, rounded up. */
  increment(key: string, ttl: number, limit: number): Promise<Hits> {
    return Promise.resolve(this.hit(key, ttl, limit));
  }

  hit(key: string, ttl: number, limit: number): Hits {
    const window = this.windowOf(key, ttl);
    window.count++;
    const timeToExpire = Math.max(1, Math.ceil((window.ends - this.now()) / 1_000));
    const isBlocked = window.count > limit;
    return {
      totalHits: window.count,
      timeToExpire,
      isBlocked,
      timeToBlockExpire: isBlocked ? timeToExpire : 0,
    };
  }

  private windowOf(key: string, ttl: number): Window {
    const known = this.windows.get(key);
    if (known && known.ends > this.now()) return known;
    this.windows.delete(key);
    if (this.windows.size >= capacity) this.forgetOldest();
    const window = { count: 0, ends: this.now() + ttl };
    this.windows.set(key, window);
    return window;
  }

  private forgetOldest(): void {
    for (const key of this.windows.keys()) return void this.windows.delete(key);
  }
}
