import {
  outcomeOf,
  overlaysOf,
  runningDeadline,
  upTo,
  type CaseOutcome,
  type CaseView,
  type ClaimedAction,
  type PlaceFact,
} from '@mizan/domain';
import { coarsen } from '@mizan/geo';
import type { CaseRow } from '@mizan/read-models';
import { caseEvents, type CaseEvent } from './case-events';
import type { CaseParts } from './case-parts';
import { strikesFor } from './linked-strikes';

/** Metres along a side of the square that readers outside need-to-know are shown. */
const SQUARE_M = 10_000;

/** One row of the board: nothing in it needs a marking's protection beyond being seen at all. */
export interface CaseSummary {
  readonly id: string;
  readonly reference: string;
  readonly sharer: string;
  readonly recipient: string;
  readonly kind: string;
  readonly requestedAction: string;
  readonly state: string;
  readonly overlays: readonly string[];
  readonly deliveredAt: string | null;
  readonly deadline: { readonly due: string; readonly basis: string } | null;
  readonly outcome: CaseOutcome;
  readonly exercise: boolean;
  /** Of the share's own stream, decimal. */
  readonly revision: string;
  /** Of the newest event that touched the case, decimal. */
  readonly position: string;
}

/** As far as time has run by `validAt`. */
export function caseSummary({ view: known, revision, position }: CaseRow, validAt: string): CaseSummary {
  const view = upTo(known, validAt);
  const { id, reference, sharer, recipient, kind, requestedAction, state, deliveredAt } = view;
  return {
    id,
    reference,
    sharer,
    recipient,
    kind,
    requestedAction,
    state,
    overlays: overlaysOf(view, validAt),
    deliveredAt,
    deadline: runningDeadline(view),
    outcome: outcomeOf(view, validAt),
    exercise: view.exercise,
    revision: revision.toString(),
    position: position.toString(),
  };
}

/** Everything about one case, as far as its reader may see it. */
export interface CaseDetail extends CaseSummary {
  readonly place: PlaceFact;
  readonly believed: string | null;
  readonly hold: CaseView['hold'];
  readonly actions: readonly ClaimedAction[];
  readonly terms: { readonly deadline: CaseView['deadlineTerm']; readonly hold: CaseView['holdTerms'] };
  readonly grade: CaseView['grade'];
  readonly marking: CaseView['marking'];
  readonly strikes: CaseView['strikes'];
  /** A reference; null where the reader may not see that case. */
  readonly supersededBy: string | null;
  readonly events: readonly CaseEvent[];
  readonly asOf: string | null;
  readonly validAt: string;
}

/** Everything about one case, as far as the reader may see it. */
export function caseDetail(parts: CaseParts): CaseDetail {
  const { reader, row, sight, others, pair } = parts;
  const view = upTo(row.view, pair.validAt);
  return {
    ...caseSummary(row, pair.validAt),
    ...(sight === 'full' ? openly(view) : coarsely(view)),
    grade: view.grade,
    marking: view.marking,
    strikes: strikesFor(reader, view),
    supersededBy: others.get(view.supersededBy ?? '') ?? null,
    events: caseEvents(parts),
    asOf: pair.asOfLabel,
    validAt: pair.validAt,
  };
}

function openly(view: CaseView) {
  const { place, believed, hold, actions, deadlineTerm, holdTerms } = view;
  return { place, believed, hold, actions, terms: { deadline: deadlineTerm, hold: holdTerms } };
}

/** Outside need-to-know: squares instead of places, counts and kinds but no words. */
function coarsely(view: CaseView) {
  const { hold, deadlineTerm } = view;
  return {
    place: square(view.place),
    believed: null,
    hold: hold && { ...hold, area: square(hold.area), reserved: [] },
    actions: view.actions.map(coarseAction),
    terms: { deadline: deadlineTerm, hold: null },
  };
}

function coarseAction(action: ClaimedAction): ClaimedAction {
  return { ...action, place: action.place && square(action.place) };
}

function square(place: PlaceFact): PlaceFact {
  return coarsen(place, SQUARE_M);
}
