import type { CaseOutcome } from '@mizan/api-client';

/** An instant to the minute, as the ledger's times are read: UTC. */
export function minute(instant: string | null | undefined): string {
  return instant ? `${instant.slice(0, 10)} ${instant.slice(11, 16)}Z` : '–';
}

/** An instant to the second, where one event follows another: UTC. */
export function second(instant: string | null | undefined): string {
  return instant ? `${instant.slice(0, 10)} ${instant.slice(11, 19)}Z` : '–';
}

/** Claimed, contested and found are three things and stay three things. */
export function outcomeWords({ claimed, contested, found }: CaseOutcome): string {
  return `${claimed}${contested ? ' (contested)' : ''}${found ? `, found: ${found}` : ''}`;
}
