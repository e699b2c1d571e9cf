import type { StrikeView } from '@mizan/domain';
import type { StrikeRow } from '@mizan/read-models';

/** A strike as JSON; revision and position are decimal. */
export function presentStrike({ view, revision, position }: StrikeRow): StrikeView & {
  readonly revision: string;
  readonly position: string;
} {
  return { ...view, revision: revision.toString(), position: position.toString() };
}
