import { definitionsOf, type FactOf, type Recorded } from '../common/fact';
import { nullable, object, oneOf, text, type Of } from '../common/shape';
import { place } from '../common/vocabulary';

export const strikeClass = oneOf(
  'air-strike',
  'drone-strike',
  'shelling',
  'cross-border-fire',
  'ground-incursion',
);
export type StrikeClass = Of<typeof strikeClass>;

/** `by` is the party that struck or is said to have; only that party admits or denies. */
const struck = object({
  mechanism: text,
  by: text,
  against: text,
  class: strikeClass,
  place: nullable(place),
  statement: text,
});

export const strikeEvents = {
  /** The striking side itself reports it. */
  StrikeNotified: struck,
  /** The other side, or a verifier, alleges it. */
  StrikeAlleged: struck,
  StrikeAdmitted: object({ statement: text }),
  StrikeDenied: object({ statement: text }),
  StrikeLinkedToCase: object({ caseId: text, reason: text }),
} as const;

export type StrikeEvent = FactOf<typeof strikeEvents>;
export type RecordedStrikeEvent = Recorded<StrikeEvent>;

export const strikeEventDefinitions = definitionsOf(strikeEvents);
