import { assertedIn, endOf } from '../common/asserted-time';
import { toMillis } from '../common/time';
import type { RecordedShareEvent } from '../shares/share.events';
import type { CaseView, ClaimedAction } from './case.view';

export type Fact<T extends RecordedShareEvent['type']> = Extract<RecordedShareEvent, { type: T }>;
export type Change = Partial<CaseView>;

type ActionEvent = Fact<
  | 'ActionUndertaken'
  | 'ActionTaken'
  | 'NothingFoundReported'
  | 'ActionDeclined'
  | 'ActionChallenged'
  | 'DeadlineMet'
  | 'DeadlineMissed'
>;

/** What the recipient's doings, and what the clock says to them, change in the case. */
export function changeByAction(view: CaseView, event: ActionEvent): Change {
  const at = event.metadata.recordedAt;
  switch (event.type) {
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
    default:
      return event satisfies never;
  }
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
    afterWithdrawal: view.withdrawnAt !== null,
    outstanding: 'outstanding' in event.data ? event.data.outstanding : [],
    challengedAt: null,
  };
  return {
    ...(hasEnded(view) ? {} : { state: 'ActionClaimed' }),
    actions: [...view.actions, action],
    lateness: [...view.lateness, { type: event.type, recordedAt, lateMs }],
  };
}

function hasEnded({ inadmissibleAt, closedAt }: CaseView): boolean {
  return inadmissibleAt !== null || closedAt !== null;
}

function challenged(actions: readonly ClaimedAction[], id: string, at: string): readonly ClaimedAction[] {
  return actions.map((action) =>
    action.eventId === id ? { ...action, challengedAt: action.challengedAt ?? at } : action,
  );
}
