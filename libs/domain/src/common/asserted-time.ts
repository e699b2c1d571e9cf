import type { AssertedTime, FactMetadata } from './fact';
import { refuse, type Refusal } from './refusal';
import { earlier, isAfter } from './time';

/** Nobody knows the future. An interval as wide as a day may end after `now`, but not begin after it. */
export function timeProblem({ from, to }: AssertedTime, now: string): Refusal | null {
  if (isAfter(from, to)) return refuse('OCCURRED_BACKWARDS');
  return isAfter(from, now) ? refuse('OCCURRED_IN_FUTURE') : null;
}

/** A claim as it is on record. */
export interface Claimed {
  readonly occurredAt: AssertedTime;
  readonly recordedAt: string;
}

/** When it ended at the latest: nothing is reported before it has happened. */
export function endOf({ occurredAt, recordedAt }: Claimed): string {
  return earlier(occurredAt.to, recordedAt);
}

/** What says nothing about its time is taken to have happened when it was recorded. */
export function assertedIn({ occurredAt, recordedAt }: FactMetadata): AssertedTime {
  const instant = { from: recordedAt, to: recordedAt, precision: 'millisecond', offset: null } as const;
  return occurredAt ?? { ...instant, verbatim: recordedAt };
}
