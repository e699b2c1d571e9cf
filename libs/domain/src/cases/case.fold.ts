import { endOf } from '../common/asserted-time';
import { authorOf, type AssertedTime, type FactMetadata } from '../common/fact';
import { toMillis } from '../common/time';
import type { RecordedShareEvent } from '../shares/share.events';
import type { CaseStateName, CaseView, ClaimedAction, StrikeView } from './case.view';

type Fact<T extends RecordedShareEvent['type']> = Extract<RecordedShareEvent, { type: T }>;
type Change = Partial<CaseView>;

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
  const { deadline: deadlineTerm, hold: holdTerms, verificationWindow: _, ...told } = data;
  return {
    ...told,
    id,
    deadlineTerm,
    holdTerms,
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
    case 'HoldUndertakingGiven': {
      const { from, until, reserved } = event.data;
      return { hold: { from: view.hold?.from ?? from, until, reserved } };
    }
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
    case 'ShareCorrected': {
      const { place, believed } = event.data;
      return { returnedAt: null, place: place ?? view.place, believed: believed ?? view.believed };
    }
    case 'ShareSuperseded':
      return { supersededAt: at, supersededBy: event.data.by };
    case 'ShareWithdrawn':
      return { withdrawnAt: at };
    case 'AdmissibilityRuled':
      return { inadmissibleAt: at, state: 'Inadmissible' };
    case 'CaseClosed':
      return { closedAt: at, state: 'Closed' };
    case 'ActionUndertaken':
      return { undertakenAt: view.undertakenAt ?? at };
    case 'ActionTaken':
    case 'NothingFoundReported':
      return acted(view, event);
    case 'ActionDeclined':
      return { declinedAt: at };
    case 'ActionChallenged':
      return { actions: challenged(view.actions, event.data.action, at) };
    case 'DeadlineMet':
      return { deadlineMetAt: at };
    case 'DeadlineMissed':
      return { deadlineMissedAt: at };
    case 'IntelligenceDrafted':
    case 'ReleaseApproved':
    case 'CoordinatesShared':
      return {};
    default:
      return event satisfies never;
  }
}

/** A re-delivery starts afresh what the recipient owes; the first delivery stays on record. */
function delivered(view: CaseView, at: string): Change {
  return {
    state: 'Delivered',
    firstDeliveredAt: view.firstDeliveredAt ?? at,
    deliveredAt: at,
    acknowledgedAt: null,
    admittedAt: null,
    declinedAt: null,
    undertakenAt: null,
  };
}

function advanced({ state }: CaseView, to: CaseStateName): Change {
  return state === 'Delivered' || state === 'Acknowledged' ? { state: to } : {};
}

function acted(view: CaseView, event: Fact<'ActionTaken' | 'NothingFoundReported'>): Change {
  const { recordedAt } = event.metadata;
  const occurredAt = assertedIn(event.metadata);
  const lateMs = toMillis(recordedAt) - toMillis(endOf({ occurredAt, recordedAt }));
  const action: ClaimedAction = {
    eventId: event.id,
    kind: event.data.kind,
    nothingFound: event.type === 'NothingFoundReported',
    occurredAt,
    recordedAt,
    results: 'results' in event.data ? event.data.results : null,
    place: event.data.place,
    beforeAdmission: view.admittedAt === null,
    outstanding: 'outstanding' in event.data ? event.data.outstanding : [],
    challengedAt: null,
  };
  return {
    state: 'ActionClaimed',
    actions: [...view.actions, action],
    lateness: [...view.lateness, { type: event.type, recordedAt, lateMs }],
  };
}

/** What says nothing about its time is taken to have happened when it was recorded. */
export function assertedIn({ occurredAt, recordedAt }: FactMetadata): AssertedTime {
  const instant = { from: recordedAt, to: recordedAt, precision: 'millisecond', offset: null } as const;
  return occurredAt ?? { ...instant, verbatim: recordedAt };
}

function challenged(actions: readonly ClaimedAction[], id: string, at: string): readonly ClaimedAction[] {
  return actions.map((action) =>
    action.eventId === id ? { ...action, challengedAt: action.challengedAt ?? at } : action,
  );
}
