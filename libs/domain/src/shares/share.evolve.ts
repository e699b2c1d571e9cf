import { authorOf } from '../common/fact';
import { same } from '../common/same';
import { isAfter } from '../common/time';
import type { RecordedShareEvent } from './share.events';
import type { Data, Draft, DraftState, Released, ReleasedState, ShareState, Terms } from './share.state';

type Fact<T extends RecordedShareEvent['type']> = Extract<RecordedShareEvent, { type: T }>;

export function evolveShare(state: ShareState, event: RecordedShareEvent): ShareState {
  switch (state.name) {
    case 'None':
      return event.type === 'IntelligenceDrafted' ? drafted(event) : state;
    case 'Draft':
    case 'DraftWithdrawn':
      return evolveDraft(state, event);
    default:
      return evolveReleased(state, event);
  }
}

function drafted(event: Fact<'IntelligenceDrafted'>): ShareState {
  const authors = [authorOf(event.metadata)];
  return { name: 'Draft', terms: event.data, authors, statedIn: event.id, correction: null };
}

/** Each person once: a draft may be corrected any number of times. */
function withAuthor(authors: readonly string[], author: string): readonly string[] {
  return authors.includes(author) ? authors : [...authors, author];
}

function evolveDraft(state: DraftState, event: RecordedShareEvent): ShareState {
  switch (event.type) {
    case 'ShareCorrected':
      return { ...corrected(state, event), authors: withAuthor(state.authors, authorOf(event.metadata)) };
    case 'ShareWithdrawn':
      return { ...state, name: 'DraftWithdrawn', withdrawal: event.data };
    case 'CoordinatesShared':
      return { ...state, statedIn: event.id };
    case 'ShareDelivered':
      return { ...state, name: 'Delivered', ...delivery, deliveredAt: event.data.deliveredAt };
    default:
      return state;
  }
}

const delivery = {
  clock: null,
  receipt: 'none',
  undertaken: [],
  declined: null,
  superseded: null,
  actions: [],
} as const;

function evolveReleased(state: ReleasedState, event: RecordedShareEvent): ShareState {
  switch (event.type) {
    case 'ShareDelivered':
      return redelivered(state);
    case 'DeadlineSet':
      return { ...state, clock: { due: event.data.due, run: 'running' } };
    case 'ShareAcknowledged':
      return { ...advanced(state, 'Acknowledged'), receipt: 'acknowledged' };
    case 'ShareAdmitted':
      return { ...advanced(state, 'Admitted'), receipt: 'admitted' };
    case 'ShareReturned':
      return { ...stopped(state, event), name: 'Returned', returned: event.data };
    case 'ShareCorrected':
      return corrected(state, event);
    case 'ShareSuperseded':
      return { ...state, superseded: event.data };
    case 'ShareWithdrawn':
      return { ...stopped(state, event), name: 'Withdrawn', withdrawal: event.data };
    case 'AdmissibilityRuled':
      return { ...stopped(state, event), name: 'Inadmissible', ruling: event.data };
    case 'CaseClosed':
      return { ...state, name: 'Closed', closure: event.data };
    case 'IntelligenceDrafted':
    case 'ReleaseApproved':
    case 'HoldUndertakingGiven':
    case 'CoordinatesShared':
      return state;
    default:
      return evolveAction(state, event);
  }
}

type ActionEvent = Fact<
  | 'ActionUndertaken'
  | 'ActionTaken'
  | 'NothingFoundReported'
  | 'ActionDeclined'
  | 'ActionChallenged'
  | 'DeadlineMet'
  | 'DeadlineMissed'
>;

function evolveAction(state: ReleasedState, event: ActionEvent): ShareState {
  switch (event.type) {
    case 'ActionUndertaken':
      return { ...state, undertaken: [...state.undertaken, event.data.kind] };
    case 'ActionTaken':
    case 'NothingFoundReported':
      return acted(state, event);
    case 'ActionDeclined':
      return { ...state, declined: event.data };
    case 'ActionChallenged':
      return challenged(state, event);
    case 'DeadlineMissed':
      return { ...state, clock: { due: event.data.due, run: 'missed' } };
    case 'DeadlineMet':
      return state;
    default:
      return event satisfies never;
  }
}

/** The clock starts afresh and with it what the recipient owes; what was done stays done. */
function redelivered(state: Released): ShareState {
  return { ...state, name: 'Delivered', receipt: 'none', undertaken: [], declined: null };
}

/** Receipt and admission move a case on only while nothing further has happened to it. */
function advanced(state: ReleasedState, name: 'Acknowledged' | 'Admitted'): ReleasedState {
  return state.name === 'Delivered' || state.name === 'Acknowledged' ? { ...state, name } : state;
}

/** Nothing stops a clock that has run out: its miss is recorded, whoever is first to write anything down. */
function stopped<S extends ReleasedState>(state: S, { metadata }: RecordedShareEvent): S {
  const { clock } = state;
  if (clock?.run !== 'running' || isAfter(metadata.recordedAt, clock.due)) return state;
  return { ...state, clock: { due: clock.due, run: 'stopped' } };
}

/** A case that has ended stays ended, whatever is still told of it. */
function acted(state: ReleasedState, event: Fact<'ActionTaken' | 'NothingFoundReported'>): ShareState {
  const { type, data, metadata } = event;
  const report = { type, data, occurredAt: metadata.occurredAt };
  const actions = [...state.actions, { id: event.id, report, challenges: [] }];
  switch (state.name) {
    case 'Withdrawn':
    case 'Inadmissible':
    case 'Closed':
      return { ...stopped(state, event), actions };
    default:
      return { ...stopped(state, event), name: 'ActionClaimed', actions };
  }
}

function challenged(state: ReleasedState, { data }: Fact<'ActionChallenged'>): ShareState {
  const actions = state.actions.map((action) =>
    action.id === data.action ? { ...action, challenges: [...action.challenges, data.reason] } : action,
  );
  return { ...state, actions };
}

function corrected<S extends Draft>(state: S, { id, data }: Fact<'ShareCorrected'>): S {
  return { ...state, terms: evolveCorrection(state.terms, data), statedIn: id, correction: data };
}

/** A hold over the very place that was shared follows that place; a hold over another area stays. */
export function evolveCorrection<T extends Pick<Terms, 'place' | 'believed' | 'hold'>>(
  terms: T,
  { place, believed }: Pick<Data<'ShareCorrected'>, 'place' | 'believed'>,
): T {
  const { hold } = terms;
  const follows = hold !== null && place !== null && same(hold.area, terms.place);
  return {
    ...terms,
    place: place ?? terms.place,
    believed: believed ?? terms.believed,
    hold: follows ? { ...hold, area: place } : hold,
  };
}
