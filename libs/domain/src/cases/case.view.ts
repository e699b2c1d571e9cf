import type { AssertedTime } from '../common/fact';
import type { Of } from '../common/shape';
import type { ActionKind, CaseKind, Grade, Marking, PlaceFact } from '../common/vocabulary';
import type { DeadlineTerm, HoldTerms, outstandingNotice, Results } from '../shares/share.events';
import type { StrikeClass } from '../strikes/strike.events';

export type CaseStateName =
  | 'Draft'
  | 'Delivered'
  | 'Acknowledged'
  | 'Admitted'
  | 'Returned'
  | 'Inadmissible'
  | 'ActionClaimed'
  | 'UnderVerification'
  | 'Found'
  | 'Closed';

/** An action as its author reports it: `occurredAt` is asserted, `recordedAt` is the server's. */
export interface ClaimedAction {
  readonly eventId: string;
  readonly kind: ActionKind;
  readonly nothingFound: boolean;
  readonly occurredAt: AssertedTime;
  readonly recordedAt: string;
  readonly results: Results | null;
  readonly place: PlaceFact | null;
  readonly beforeAdmission: boolean;
  /** Recorded of a case that was withdrawn. */
  readonly afterWithdrawal: boolean;
  readonly outstanding: readonly Of<typeof outstandingNotice>[];
  readonly challengedAt: string | null;
}

export type StrikeStatus = 'notified' | 'alleged' | 'admitted' | 'denied';

/** A strike as its own stream tells it. */
export interface StrikeView {
  readonly id: string;
  readonly by: string;
  readonly against: string;
  readonly class: StrikeClass;
  readonly occurredAt: AssertedTime;
  readonly recordedAt: string;
  readonly status: StrikeStatus;
  /** True once anyone but its author alleged it, also after an admission. */
  readonly alleged: boolean;
  readonly linkedCases: readonly string[];
  readonly exercise: boolean;
}

/** Distance between what is asserted and what is recorded, of one claim. Milliseconds, never negative. */
export interface Lateness {
  readonly type: string;
  readonly recordedAt: string;
  readonly lateMs: number;
}

/** Everything the board, the outcome and the review numbers need of a case: a fold of its stream and its strikes. */
export interface CaseView {
  readonly id: string;
  readonly reference: string;
  readonly mechanism: string;
  readonly sharer: string;
  readonly recipient: string;
  readonly kind: CaseKind;
  readonly place: PlaceFact;
  readonly believed: string;
  readonly requestedAction: ActionKind;
  readonly deadlineTerm: DeadlineTerm;
  readonly holdTerms: HoldTerms | null;
  readonly grade: Grade;
  readonly marking: Marking | null;
  readonly exercise: boolean;
  /** Identity that drafted it. */
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly state: CaseStateName;
  /** The first delivery: from here on a strike is one after what was shared. */
  readonly firstDeliveredAt: string | null;
  /** The delivery from which the clock runs: the newest. What follows up to `closedAt` is about this delivery. */
  readonly deliveredAt: string | null;
  readonly acknowledgedAt: string | null;
  readonly admittedAt: string | null;
  /** Null again once it is corrected, which delivers it again. */
  readonly returnedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly supersededAt: string | null;
  readonly supersededBy: string | null;
  readonly inadmissibleAt: string | null;
  readonly declinedAt: string | null;
  readonly undertakenAt: string | null;
  readonly closedAt: string | null;
  readonly deadline: { readonly due: string; readonly basis: string } | null;
  readonly deadlineMetAt: string | null;
  readonly deadlineMissedAt: string | null;
  readonly hold: {
    /** The place that it binds for, which a correction of the case's place does not move. */
    readonly area: PlaceFact;
    readonly from: string;
    readonly until: string;
    readonly reserved: readonly string[];
  } | null;
  readonly actions: readonly ClaimedAction[];
  readonly strikes: readonly StrikeView[];
  readonly lateness: readonly Lateness[];
}
