import type { Of } from '../common/shape';
import type { ActionKind } from '../common/vocabulary';
import type { shareEvents } from './share.events';

export type Data<T extends keyof typeof shareEvents> = Of<(typeof shareEvents)[T]>;

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
  /** Stopped by an action, a return, a withdrawal or a ruling up to `due`; a missed deadline stays missed. */
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
