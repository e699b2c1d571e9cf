import { authorOf } from '../common/fact';
import type { RecordedShareEvent } from '../shares/share.events';
import { evolveCorrection } from '../shares/share.evolve';
import { changeByAction, type Change, type Fact } from './action.fold';
import type { CaseStateName, CaseView, StrikeView } from './case.view';

/** A case as its own stream tells it up to `event`.
 * @throws RangeError for a stream that does not begin with a draft: no view of it would be true */
export function foldCase(view: CaseView | null, event: RecordedShareEvent, caseId: string): CaseView {
  if (view) return { ...view, ...changeOf(view, event) };
  if (event.type === 'IntelligenceDrafted') return drafted(event, caseId);
  throw new RangeError(`Case ${caseId} begins with ${event.type} instead of IntelligenceDrafted.`);
}

/** Puts or replaces a strike that is linked to the case. */
export function withStrike(view: CaseView, strike: StrikeView): CaseView {
  const known = view.strikes.some(({ id }) => id === strike.id);
  const strikes = known
    ? view.strikes.map((present) => (present.id === strike.id ? strike : present))
    : [...view.strikes, strike];
  return { ...view, strikes };
}

function drafted({ data, metadata }: Fact<'IntelligenceDrafted'>, id: string): CaseView {
  return {
    id,
    reference: data.reference,
    mechanism: data.mechanism,
    sharer: data.sharer,
    recipient: data.recipient,
    kind: data.kind,
    place: data.place,
    believed: data.believed,
    requestedAction: data.requestedAction,
    deadlineTerm: data.deadline,
    holdTerms: data.hold,
    grade: data.grade,
    marking: data.marking,
    exercise: metadata['exercise'] === true,
    draftedBy: authorOf(metadata),
    draftedAt: metadata.recordedAt,
    state: 'Draft',
    ...undelivered,
  };
}

const undelivered = {
  firstDeliveredAt: null,
  deliveredAt: null,
  acknowledgedAt: null,
  admittedAt: null,
  returnedAt: null,
  withdrawnAt: null,
  supersededAt: null,
  supersededBy: null,
  inadmissibleAt: null,
  declinedAt: null,
  undertakenAt: null,
  closedAt: null,
  deadline: null,
  deadlineMetAt: null,
  deadlineMissedAt: null,
  hold: null,
  actions: [],
  strikes: [],
  lateness: [],
} as const;

function changeOf(view: CaseView, event: RecordedShareEvent): Change {
  const at = event.metadata.recordedAt;
  switch (event.type) {
    case 'HoldUndertakingGiven':
      return held(view, event);
    case 'ShareDelivered':
      return delivered(view, event.data.deliveredAt);
    case 'DeadlineSet':
      return { deadline: event.data };
    case 'ShareAcknowledged':
      return { acknowledgedAt: at, ...advanced(view, 'Acknowledged') };
    case 'ShareAdmitted':
      return { admittedAt: at, ...advanced(view, 'Admitted') };
    case 'ShareReturned':
      return { returnedAt: at, state: 'Returned' };
    case 'ShareCorrected':
      return corrected(view, event);
    case 'ShareSuperseded':
      return { supersededAt: at, supersededBy: event.data.by };
    case 'ShareWithdrawn':
      return { withdrawnAt: at };
    case 'AdmissibilityRuled':
      return { inadmissibleAt: at, state: 'Inadmissible' };
    case 'CaseClosed':
      return { closedAt: at, state: 'Closed' };
    case 'IntelligenceDrafted':
    case 'ReleaseApproved':
    case 'CoordinatesShared':
      return {};
    default:
      return changeByAction(view, event);
  }
}

/** A second undertaking prolongs the first, which binds from its own beginning. */
function held({ hold }: CaseView, { data }: Fact<'HoldUndertakingGiven'>): Change {
  const { area, from, until, reserved } = data;
  return { hold: { area, from: hold?.from ?? from, until, reserved } };
}

function corrected({ place, believed, holdTerms }: CaseView, { data }: Fact<'ShareCorrected'>): Change {
  const { hold, ...told } = evolveCorrection({ place, believed, hold: holdTerms }, data);
  return { ...told, holdTerms: hold };
}

/** A re-delivery starts afresh what the recipient owes; the first delivery stays on record. */
function delivered(view: CaseView, at: string): Change {
  return {
    state: 'Delivered',
    firstDeliveredAt: view.firstDeliveredAt ?? at,
    deliveredAt: at,
    returnedAt: null,
    acknowledgedAt: null,
    admittedAt: null,
    declinedAt: null,
    undertakenAt: null,
  };
}

function advanced({ state }: CaseView, to: CaseStateName): Change {
  return state === 'Delivered' || state === 'Acknowledged' ? { state: to } : {};
}
