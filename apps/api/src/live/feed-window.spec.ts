import { describe, expect, it } from '@jest/globals';
import { FeedItem } from './feed-item';
import { FeedWindow } from './feed-window';

const item = (position: number) =>
  new FeedItem({
    position: BigInt(position),
    type: 'ShareAdmitted',
    recordedAt: '2026-11-24T00:00:00.000Z',
    revision: 0n,
    exercise: true,
    subject: { kind: 'share', id: 'a' },
    strike: null,
    cases: [],
  });
const items = (...positions: number[]) => positions.map(item);
const positionsAfter = (window: FeedWindow, position: bigint, limit = 9) =>
  window.after(position, limit)?.items.map((one) => Number(one.position)) ?? null;

describe('the window of the feed', () => {
  it('hands out what comes after a position, at most so much, and says how far that goes', () => {
    const window = new FeedWindow(10n, 4);
    expect([window.end, positionsAfter(window, 10n)]).toEqual([10n, null]);
    window.add(items(20, 30, 45));
    expect(positionsAfter(window, 10n)).toEqual([20, 30, 45]);
    expect(positionsAfter(window, 20n)).toEqual([30, 45]);
    expect(positionsAfter(window, 31n)).toEqual([45]);
    expect(positionsAfter(window, 45n)).toBeNull();
    expect(window.after(10n, 2)?.upTo).toBe(30n);
    expect(window.end).toBe(45n);
  });

  it('forgets the oldest, and knows from where on it is complete', () => {
    const window = new FeedWindow(0n, 2);
    expect([window.reaches(0n)]).toEqual([true]);
    window.add(items(10, 20, 30));
    window.add(items(40, 50));
    expect(positionsAfter(window, 30n)).toEqual([40, 50]);
    expect([29n, 30n].map((position) => window.reaches(position))).toEqual([false, true]);
  });
});
