import { describe, expect, it } from '@jest/globals';
import { HitCounter } from './hit-counter';

describe('counting hits', () => {
  it('blocks what is beyond the limit until the window ends, each name for itself', () => {
    let now = 0;
    const counter = new HitCounter(() => now);
    const hit = (key: string) => counter.hit(key, 60_000, 2);
    expect([hit('a').isBlocked, hit('a').isBlocked]).toEqual([false, false]);
    now = 10_500;
    expect(hit('a')).toEqual({ totalHits: 3, timeToExpire: 50, isBlocked: true, timeToBlockExpire: 50 });
    expect(hit('b')).toEqual({ totalHits: 1, timeToExpire: 60, isBlocked: false, timeToBlockExpire: 0 });
    now = 60_000;
    expect(hit('a')).toMatchObject({ totalHits: 1, isBlocked: false });
  });

  it('counts no more names than it can bear', () => {
    const counter = new HitCounter(() => 0);
    counter.hit('first', 60_000, 1);
    for (let name = 0; name < 10_000; name++) counter.hit(String(name), 60_000, 1);
    expect(counter.hit('9999', 60_000, 1).isBlocked).toBe(true);
    expect(counter.hit('first', 60_000, 1).isBlocked).toBe(false);
  });
});
