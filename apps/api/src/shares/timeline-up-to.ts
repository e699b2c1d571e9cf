import type { TimelineEntry } from '@mizan/read-models';

/** Entries of what has happened by `validAt`: recorded by then, or recorded later and asserted to have ended by then. */
export function timelineUpTo(timeline: readonly TimelineEntry[], validAt: string): TimelineEntry[] {
  return timeline.filter(
    ({ recordedAt, occurredAt }) =>
      recordedAt <= validAt || (occurredAt !== null && occurredAt.to <= validAt),
  );
}
