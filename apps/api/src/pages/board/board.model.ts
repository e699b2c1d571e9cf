import type { CaseOutcome, ClaimedOutcome, Metric } from '@mizan/domain';
import type { Moment } from '../parts/layout';
import type { PartyZone } from '../times';

/** How many cases have an outcome, in the three columns that are never added up. */
export interface OutcomeCount {
  readonly outcome: ClaimedOutcome;
  readonly claimed: number;
  readonly contested: number;
  readonly found: number;
}

export interface BoardRow {
  readonly id: string;
  readonly reference: string;
  readonly sharer: string;
  readonly recipient: string;
  readonly kind: string;
  readonly requestedAction: string;
  readonly state: string;
  readonly overlays: readonly string[];
  readonly due: string | null;
  readonly outcome: CaseOutcome;
}

/** Everything the review board shows, already thinned to what its reader may see. */
export interface BoardModel {
  readonly moment: Moment;
  readonly population: string;
  /** Cases released by then; drafts count nowhere. */
  readonly released: number;
  readonly drafts: number;
  readonly counts: readonly OutcomeCount[];
  /** Null for a reader who has no right to the review numbers. */
  readonly metrics: Readonly<Record<string, Metric>> | null;
  readonly rows: readonly BoardRow[];
  readonly zones: readonly PartyZone[];
  readonly pager: Pager;
  /** Set when only one outcome is listed. */
  readonly only: ClaimedOutcome | null;
}

export interface Pager {
  /** Counted from 1. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}
