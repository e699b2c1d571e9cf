import { invalidArgument } from '../http/status';
import type { From } from '../wire/read-messages';

const END = 2n ** 64n - 1n;

/**
 * Where in $all a caller starts: a position at or behind which it reads. 0 is before everything, Infinity behind everything.
 * Commit and prepare positions are the same for every event, so a pair that differs is no event's.
 */
export function positionOf(from: From | undefined): number {
  if (from?.kind === 'end') return Infinity;
  if (from?.kind !== 'position') return 0;
  if (from.commit === END) return Infinity;
  if (from.commit !== from.prepare) {
    throw invalidArgument(
      `The position ${String(from.commit)}/${String(from.prepare)} is no event's; use one that came with an event.`,
    );
  }
  return Number(from.commit);
}

export function beyondTheEnd(position: number): Error {
  return invalidArgument(
    `The position ${String(position)} is beyond the end of the log; use one that came with an event.`,
  );
}
