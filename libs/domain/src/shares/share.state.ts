import { authorOf } from '../common/fact';
import { same } from '../common/same';
import type { Of } from '../common/shape';
import type { ActionKind } from '../common/vocabulary';
import type { RecordedShareEvent, shareEvents } from './share.events';

type Data<T extends keyof typeof shareEvents> = Of<(typeof shareEvents)[T]>;
type Fact<T extends RecordedShareEvent['type']> = Extract<RecordedShareEvent, { type: T }>;

/** The draft with every correction applied. */
export type Terms = Data<'IntelligenceDrafted'>;

export interface Draft {
  readonly terms: Terms;
  /** Identities that wrote it: the drafter and whoever corrected it before release. */
  readonly authors: readonly string[];
  /** Event id of the fact that last stated place and belief. */
  readonly statedIn: string;
  readonly correction: Data<'ShareCorrected'> | null;
}

/** An action on record, with the reasons of those who challenged it. */
export interface ActionOnRecord {
  readonly id: string;
  readonly report: { readonly type: 'ActionTaken' | 'NothingFoundReported' } & Reported;
  readonly challenges: readonly string[];
}

/** What was reported: equal reports are one report. */
export interface Reported {
  readonly data: Data<'ActionTaken'> | Data<'NothingFoundReported'>;
  readonly occurredAt: unknown;
}

export interface Clock {
  readonly due: string;
  /** Stopped by an action, a return, a withdrawal or a ruling; a missed deadline stays missed. */
  readonly run: 'running' | 'stopped' | 'missed';
}

/** What is on record of a released case, whatever its state. */
export interface Released extends Draft {
  /** First delivery; a re-delivery after a correction does not move it. */
  readonly deliveredAt: string;
  /** Null only inside the append that delivers. */
  readonly clock: Clock | null;
  readonly receipt: 'none' | 'acknowledged' | 'admitted';
  readonly undertaken: readonly ActionKind[];
  readonly declined: Data<'ActionDeclined'> | null;
  readonly superseded: Data<'ShareSuperseded'> | null;
  readonly actions: readonly ActionOnRecord[];
}

export type OpenName = 'Delivered' | 'Acknowledged' | 'Admitted' | 'ActionClaimed';

export type ReleasedState =
  | (Released & { readonly name: OpenName })
  | (Released & { readonly name: 'Returned'; readonly returned: Data<'ShareReturned'> })
  | (Released & { readonly name: 'Inadmissible'; readonly ruling: Data<'AdmissibilityRuled'> })
  | (Released & { readonly name: 'Withdrawn'; readonly withdrawal: Data<'ShareWithdrawn'> })
  | (Released & { readonly name: 'Closed'; readonly closure: Data<'CaseClosed'> });

export type DraftState =
  | (Draft & { readonly name: 'Draft' })
  | (Draft & { readonly name: 'DraftWithdrawn'; readonly withdrawal: Data<'ShareWithdrawn'> });

export type ShareState = { readonly name: 'None' } | DraftState | ReleasedState;

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

function evolveDraft(state: DraftState, event: RecordedShareEvent): ShareState {
  switch (event.type) {
    case 'ShareCorrected':
      return { ...corrected(state, event), authors: [...state.authors, authorOf(event.metadata)] };
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
      return { ...stopped(state), name: 'Returned', returned: event.data };
    case 'ShareCorrected':
      return corrected(state, event);
    case 'ShareSuperseded':
      return { ...state, superseded: event.data };
    case 'ShareWithdrawn':
      return { ...stopped(state), name: 'Withdrawn', withdrawal: event.data };
    case 'AdmissibilityRuled':
      return { ...stopped(state), name: 'Inadmissible', ruling: event.data };
    case 'CaseClosed':
      return { ...state, name: 'Closed', closure: event.data };
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
    case 'IntelligenceDrafted':
    case 'ReleaseApproved':
    case 'HoldUndertakingGiven':
    case 'CoordinatesShared':
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

function stopped<S extends ReleasedState>(state: S): S {
  const { clock } = state;
  return clock?.run === 'running' ? { ...state, clock: { due: clock.due, run: 'stopped' } } : state;
}

function acted(state: ReleasedState, event: Fact<'ActionTaken' | 'NothingFoundReported'>): ShareState {
  const { type, data, metadata } = event;
  const report = { type, data, occurredAt: metadata.occurredAt };
  return {
    ...stopped(state),
    name: 'ActionClaimed',
    actions: [...state.actions, { id: event.id, report, challenges: [] }],
  };
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
export function evolveCorrection(terms: Terms, { place, believed }: Data<'ShareCorrected'>): Terms {
  const { hold } = terms;
  const follows = hold !== null && place !== null && same(hold.area, terms.place);
  return {
    ...terms,
    place: place ?? terms.place,
    believed: believed ?? terms.believed,
    hold: follows ? { ...hold, area: place } : hold,
  };
}
