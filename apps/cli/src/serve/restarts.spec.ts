import { describe, expect, it } from '@jest/globals';
import { Restarts } from './restarts';

describe('restarts of a crashed child', () => {
  it('come after twice the pause each time, and no sixth time within a minute', () => {
    const restarts = new Restarts();
    const pauses = [0, 1_000, 2_000, 3_000, 4_000, 5_000].map((now) => restarts.next(now));
    expect(pauses).toEqual([100, 200, 400, 800, 1_600, null]);
  });

  it('begin anew once the minute is over', () => {
    const restarts = new Restarts();
    for (const now of [0, 1, 2, 3, 4]) restarts.next(now);
    expect(restarts.next(60_004)).toBe(100);
  });
});
