import { describe, expect, it } from '@jest/globals';
import type { AssertedTime } from '@mizan/domain';
import type { TimelineEntry } from '@mizan/read-models';
import { timelineUpTo } from './timeline-up-to';

const at = (day: number) => `2026-11-0${day}T00:00:00.000Z`;

function entry(id: string, recordedAt: string, ended: string | null = null): TimelineEntry {
  const occurredAt: AssertedTime | null =
    ended === null ? null : { from: ended, to: ended, precision: 'second', verbatim: ended, offset: 'Z' };
  const actor = { id: 'af.recipient', party: 'AF', role: 'recipient' };
  const place = { stream: 'share-1', position: 1n, revision: 1n };
  return { id, type: 'ActionTaken', recordedAt, occurredAt, actor, data: {}, exercise: true, ...place };
}

describe('a timeline as far as time has run', () => {
  const told = entry('told at once', at(2), at(2));
  const late = entry('told late', at(5), at(1));
  const day = entry('of a day that had not ended', at(2), at(3));
  const ruling = entry('without a time of its own', at(4));

  it('holds what was recorded by then, and what had happened by then and was told later', () => {
    const timeline = [told, late, day, ruling];
    expect(timelineUpTo(timeline, at(5))).toEqual(timeline);
    expect(timelineUpTo(timeline, at(2))).toEqual([told, late, day]);
    expect(timelineUpTo(timeline, at(1))).toEqual([late]);
    expect(timelineUpTo(timeline, '2026-10-31T00:00:00.000Z')).toEqual([]);
  });
});
