import type { IncidentEvent, ShareEvent, StrikeEvent } from '@mizan/domain';
import type { Role } from './identity';

export type EventType = (ShareEvent | StrikeEvent | IncidentEvent)['type'];

/** Procedural fact, undertaking, claim (M), finding, ruling (L): what weight a reader may give an event. */
export type EpistemicStatus = 'P' | 'U' | 'M' | 'F' | 'L';

export interface AppendRight {
  readonly who: readonly Role[];
  readonly status: EpistemicStatus;
  /** Where the same fact weighs differently by author: a deadline a co-chair sets is a ruling. */
  readonly statusBy?: Readonly<Partial<Record<Role, EpistemicStatus>>>;
}

const S: readonly Role[] = ['sharer'];
const A: readonly Role[] = ['approver'];
const R: readonly Role[] = ['recipient'];
const G: readonly Role[] = ['registrar'];
const C: readonly Role[] = ['co-chair'];
const Y: readonly Role[] = ['system'];
/** Either party, through whichever of its liaison officers is at hand. */
const B: readonly Role[] = ['sharer', 'recipient'];
const V: readonly Role[] = ['verifier'];
const H: readonly Role[] = ['humanitarian'];

/**
 * Which role may put its name to which fact: the only table of append rights, complete by its type. Whose *case*
 * it is (the accused party alone denies; the approver is never the drafter) the deciders judge, who see the case.
 */
export const APPEND_RIGHTS: Readonly<Record<EventType, AppendRight>> = {
  IntelligenceDrafted: { who: S, status: 'M' },
  ReleaseApproved: { who: A, status: 'P' },
  HoldUndertakingGiven: { who: A, status: 'U' },
  CoordinatesShared: { who: A, status: 'M' },
  ShareDelivered: { who: Y, status: 'P' },
  ShareAcknowledged: { who: R, status: 'P' },
  ShareAdmitted: { who: R, status: 'P' },
  ShareReturned: { who: R, status: 'M' },
  AdmissibilityRuled: { who: C, status: 'L' },
  ShareCorrected: { who: S, status: 'M' },
  ShareSuperseded: { who: S, status: 'M' },
  ShareWithdrawn: { who: S, status: 'M' },
  CaseClosed: { who: G, status: 'P' },
  ActionUndertaken: { who: R, status: 'U' },
  ActionTaken: { who: R, status: 'M' },
  ActionDeclined: { who: R, status: 'M' },
  NothingFoundReported: { who: R, status: 'M' },
  ActionChallenged: { who: S, status: 'M' },
  DeadlineSet: { who: [...Y, ...C], status: 'P', statusBy: { 'co-chair': 'L' } },
  DeadlineMet: { who: Y, status: 'P' },
  DeadlineMissed: { who: Y, status: 'P' },
  StrikeNotified: { who: B, status: 'M' },
  StrikeAlleged: { who: B, status: 'M' },
  StrikeAdmitted: { who: B, status: 'M' },
  StrikeDenied: { who: B, status: 'M' },
  StrikeLinkedToCase: { who: [...B, ...V], status: 'M' },
  // The registrar only on behalf of a named public source; the decider asks for its name.
  IncidentAlleged: { who: [...B, ...V, ...H, ...G], status: 'M' },
};

export const EVENT_TYPES = Object.keys(APPEND_RIGHTS) as readonly EventType[];

/** True when `role` may be the author of an event of this type. */
export function mayAppend(role: Role, type: EventType): boolean {
  return APPEND_RIGHTS[type].who.includes(role);
}

/** The weight of an event of this type when `role` is its author. */
export function statusOf(type: EventType, role: Role): EpistemicStatus {
  const right = APPEND_RIGHTS[type];
  return right.statusBy?.[role] ?? right.status;
}
