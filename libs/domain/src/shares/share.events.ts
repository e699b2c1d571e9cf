import { definitionsOf, type FactOf, type Recorded } from '../common/fact';
import { actionKind, caseKind, grade, marking, place } from '../common/vocabulary';
import {
  duration,
  instant,
  list,
  nullable,
  object,
  oneOf,
  text,
  titled,
  whole,
  type Of,
} from '../common/shape';

/** Either a duration from delivery or a fixed instant; exactly one is set. */
export const deadlineTerm = titled(
  'DeadlineTerm',
  object({ within: nullable(duration), by: nullable(instant) }),
);
export type DeadlineTerm = Of<typeof deadlineTerm>;

/** The hold as drafted: it follows the deadline by `beyondDeadline`. `reserved` are carve-outs in words. */
export const holdTerms = titled(
  'HoldTerms',
  object({ area: place, beyondDeadline: duration, reserved: list(text) }),
);
export type HoldTerms = Of<typeof holdTerms>;

export const defect = oneOf(
  'place-unusable',
  'time-unusable',
  'subject-unclear',
  'duplicate',
  'marking-unusable',
  'other',
);
export const declineReason = oneOf(
  'unlawful',
  'no-capacity',
  'no-access',
  'already-known',
  'insufficient-basis',
  'other',
);

/** Counts of what an action came to; no names, no tactics. */
export const results = titled(
  'Results',
  object({ persons: nullable(whole), items: nullable(whole), sites: nullable(whole) }),
);
export type Results = Of<typeof results>;

/** Facts that must still follow an action of its kind. */
export const outstandingNotice = oneOf('CustodyNotified', 'ReturnRiskAssessed');

const empty = object({});

export const shareEvents = {
  IntelligenceDrafted: object({
    reference: text,
    mechanism: text,
    sharer: text,
    recipient: text,
    kind: caseKind,
    place,
    believed: text,
    requestedAction: actionKind,
    deadline: deadlineTerm,
    hold: nullable(holdTerms),
    verificationWindow: duration,
    grade,
    marking: nullable(marking),
  }),
  ReleaseApproved: empty,
  HoldUndertakingGiven: object({ area: place, from: instant, until: instant, reserved: list(text) }),
  CoordinatesShared: object({
    recipient: text,
    kind: caseKind,
    place,
    believed: text,
    requestedAction: actionKind,
    grade,
  }),
  ShareDelivered: object({ recipient: text, deliveredAt: instant }),
  DeadlineSet: object({ due: instant, basis: text }),
  ShareAcknowledged: empty,
  ShareAdmitted: empty,
  ShareReturned: object({ defect, reason: text }),
  /** Null fields stay as they were. */
  ShareCorrected: object({ reason: text, place: nullable(place), believed: nullable(text) }),
  ShareSuperseded: object({ by: text, reason: text }),
  ShareWithdrawn: object({ reason: text }),
  AdmissibilityRuled: object({ admissible: oneOf('no'), clause: text, reasons: text }),
  CaseClosed: object({ reason: text }),
  ActionUndertaken: object({ kind: actionKind }),
  ActionTaken: object({
    kind: actionKind,
    results,
    place: nullable(place),
    outstanding: list(outstandingNotice),
  }),
  ActionDeclined: object({ reason: declineReason, explanation: text }),
  NothingFoundReported: object({ kind: actionKind, place: nullable(place), note: text }),
  ActionChallenged: object({ action: text, reason: text }),
  DeadlineMet: object({ due: instant, actedAt: instant }),
  DeadlineMissed: object({ due: instant }),
} as const;

export type ShareEvent = FactOf<typeof shareEvents>;
export type RecordedShareEvent = Recorded<ShareEvent>;

export const shareEventDefinitions = definitionsOf(shareEvents);
