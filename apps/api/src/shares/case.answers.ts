import {
  actionKind,
  assertedTime,
  caseKind,
  CLAIMED_OUTCOMES,
  deadlineTerm,
  grade,
  holdTerms,
  marking,
  outstandingNotice,
  place,
  results,
  strikeClass,
  type CaseOutcome,
  type CaseView,
  type ClaimedAction,
  type StrikeView,
} from '@mizan/domain';
import {
  answer,
  decimal,
  listOf,
  moment,
  oneFrom,
  orNull,
  part,
  reference,
  text,
  told,
  truth,
  uuid,
  type FieldsOf,
} from '../openapi';
import type { StepAnswer } from '../http/write';
import { caseEvent } from './case-event.answer';
import type { CaseDetail, CaseSummary } from './case.presenter';
import type { ReplayedState } from './case-replay';

const claimed = oneFrom(...CLAIMED_OUTCOMES);

const outcome = answer<CaseOutcome>('CaseOutcome', {
  claimed: told(claimed, 'By what either side asserts.', { examples: ['acted-in-time'] }),
  contested: told(truth, 'The other side disputes it.', { examples: [false] }),
  found: told(orNull(claimed), 'By findings and rulings; null until there are any.'),
});

const deadline = told(
  orNull(
    answer<NonNullable<CaseView['deadline']>>('Deadline', {
      due: moment,
      basis: told(text, 'Where it comes from.', { examples: ['P7D after delivery'] }),
    }),
  ),
  'Null before delivery, and from a return to the next delivery.',
);

const overlays = told(listOf(text), 'Flags beside the state.', { examples: [['Exercise']] });

export const summaryFields: FieldsOf<CaseSummary> = {
  id: uuid,
  reference,
  sharer: text,
  recipient: text,
  kind: caseKind,
  requestedAction: actionKind,
  state: text,
  overlays,
  deliveredAt: orNull(moment),
  deadline,
  outcome,
  exercise: truth,
  revision: told(decimal, "Of the share's own stream: what If-Match takes."),
  position: told(decimal, 'Of the newest event that touched the case.'),
};

export const caseSummary = answer<CaseSummary>('CaseSummary', summaryFields, 'One row of the board.');

/** The pair that a read answered for. */
export const pairFields = {
  asOf: told(orNull(decimal), 'What was known; null in an empty ledger.'),
  validAt: told(moment, 'Up to which moment time has run.'),
};

const action = answer<ClaimedAction>('ClaimedAction', {
  eventId: uuid,
  kind: actionKind,
  nothingFound: truth,
  occurredAt: assertedTime,
  recordedAt: moment,
  results: orNull(results),
  place: orNull(place),
  beforeAdmission: truth,
  afterWithdrawal: told(truth, 'Recorded of a case that was withdrawn already.'),
  outstanding: told(listOf(outstandingNotice), 'Facts that must still follow an action of its kind.'),
  challengedAt: orNull(moment),
});

export const strikeFields: FieldsOf<StrikeView> = {
  id: uuid,
  by: text,
  against: text,
  class: strikeClass,
  occurredAt: assertedTime,
  recordedAt: moment,
  status: oneFrom('notified', 'alleged', 'admitted', 'denied'),
  alleged: told(truth, 'Anyone but its author alleged it, also after an admission.'),
  linkedCases: listOf(uuid),
  exercise: truth,
};

const linkedStrike = answer<StrikeView>('LinkedStrike', {
  ...strikeFields,
  linkedCases: told(listOf(uuid), 'This case alone, where the reader may not know the strike itself.'),
});

const shownPlace = told(place, 'Outside need-to-know the square of 10 km that holds it.');

const hold = answer<NonNullable<CaseView['hold']>>('Hold', {
  area: shownPlace,
  from: moment,
  until: moment,
  reserved: told(listOf(text), 'Carve-outs in words, for readers with full sight.'),
});

export const caseAnswer = answer<CaseDetail>(
  'Case',
  {
    ...summaryFields,
    ...pairFields,
    place: shownPlace,
    believed: told(orNull(text), 'Null outside need-to-know.'),
    hold: orNull(hold),
    actions: listOf(action),
    terms: part({ deadline: deadlineTerm, hold: orNull(holdTerms) }),
    grade,
    marking: orNull(marking),
    strikes: listOf(linkedStrike),
    supersededBy: told(
      orNull(reference),
      'The case that took its place; null, too, where the reader may not see that one.',
    ),
    events: listOf(caseEvent),
  },
  'Everything about one case, as far as the reader may see it.',
);

const replayed = answer<ReplayedState>('ReplayedState', {
  position: decimal,
  type: told(text, 'Of the event.'),
  recordedAt: moment,
  state: text as FieldsOf<ReplayedState>['state'],
  overlays: overlays as FieldsOf<ReplayedState>['overlays'],
  outcome,
  deadline,
});

export const replayAnswer = answer<{
  asOf: string | null;
  validAt: string;
  states: readonly ReplayedState[];
}>('Replay', {
  ...pairFields,
  states: told(listOf(replayed), 'The case after each event, oldest first, folded from the ledger itself.'),
});

export const casePage = answer<{
  asOf: string | null;
  validAt: string;
  items: readonly CaseSummary[];
  next: string | null;
}>('CasePage', { ...pairFields, items: listOf(caseSummary), next: orNull(text) });

const stepFields: FieldsOf<StepAnswer> = {
  id: uuid,
  position: told(
    orNull(decimal),
    'Of the newest fact: what waitFor takes. Null where there was nothing to record.',
  ),
  revision: orNull(decimal),
};

/** What every order to a record answers. */
export const stepAnswer = answer<StepAnswer>('Recorded', stepFields, 'Where an order was recorded.');

export const draftAnswer = answer<StepAnswer & { reference: string }>('Drafted', {
  ...stepFields,
  reference,
});
