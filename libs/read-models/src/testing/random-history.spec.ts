import { describe, expect, it } from '@jest/globals';
import { eventDefinitions } from '@mizan/domain';
import * as fc from 'fast-check';
import { historyFrom, moves } from './random-history';

describe('random histories', () => {
  it('reach every type of event, and clocks that jump back', () => {
    const histories = fc.sample(moves, { numRuns: 100, seed: 7 }).map((steps) => historyFrom(steps).events);
    const types = new Set(histories.flat().map(({ type }) => type));
    const missing = eventDefinitions.map(({ type }) => type).filter((type) => !types.has(type));
    expect(missing).toStrictEqual([]);
    const late = histories.filter((events) =>
      events.some((event, n) => n > 0 && recordedAt(event) < recordedAt(events[n - 1])),
    );
    expect(late.length).toBeGreaterThan(10);
  });
});

function recordedAt(event: { readonly metadata: unknown } | undefined): string {
  return (event?.metadata as { recordedAt: string }).recordedAt;
}
