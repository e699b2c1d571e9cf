import type { Actor, AssertedTime } from '../common/fact';
import type { Of } from '../common/shape';
import type { ActionKind, CaseKind, Grade, Marking, PlaceFact } from '../common/vocabulary';
import type { DeadlineTerm, declineReason, defect, HoldTerms, Results } from './share.events';

/** Every order carries who gives it and the instant at which it is decided (RFC 3339, UTC, milliseconds). */
interface Given {
  readonly now: string;
  readonly actor: Actor;
}

export interface DraftIntelligence extends Given {
  readonly type: 'DraftIntelligence';
  readonly reference: string;
  readonly mechanism: string;
  readonly recipient: string;
  readonly kind: CaseKind;
  readonly place: PlaceFact;
  readonly believed: string;
  readonly requestedAction: ActionKind;
  readonly deadline: DeadlineTerm;
  readonly hold: HoldTerms | null;
  readonly verificationWindow: string;
  readonly grade: Grade;
  readonly marking: Marking | null;
}

export type ShareCommand =
  | DraftIntelligence
  | (Given & { readonly type: 'ApproveRelease' })
  | (Given & { readonly type: 'AcknowledgeShare' })
  | (Given & { readonly type: 'AdmitShare' })
  | (Given & { readonly type: 'ReturnShare'; readonly defect: Of<typeof defect>; readonly reason: string })
  | (Given & {
      readonly type: 'CorrectShare';
      readonly reason: string;
      readonly place: PlaceFact | null;
      readonly believed: string | null;
    })
  | (Given & { readonly type: 'SupersedeShare'; readonly by: string; readonly reason: string })
  | (Given & { readonly type: 'WithdrawShare'; readonly reason: string })
  | (Given & { readonly type: 'RuleInadmissible'; readonly clause: string; readonly reasons: string })
  | (Given & { readonly type: 'CloseCase'; readonly reason: string })
  | (Given & { readonly type: 'UndertakeAction'; readonly kind: ActionKind })
  | (Given & {
      readonly type: 'ReportAction';
      readonly kind: ActionKind;
      readonly occurredAt: AssertedTime;
      readonly results: Results;
      readonly place: PlaceFact | null;
    })
  | (Given & {
      readonly type: 'ReportNothingFound';
      readonly kind: ActionKind;
      readonly occurredAt: AssertedTime;
      readonly place: PlaceFact | null;
      readonly note: string;
    })
  | (Given & {
      readonly type: 'DeclineAction';
      readonly reason: Of<typeof declineReason>;
      readonly explanation: string;
    })
  /** `action` is the challenged fact's event id; null means the newest action. */
  | (Given & { readonly type: 'ChallengeAction'; readonly action: string | null; readonly reason: string })
  | (Given & { readonly type: 'RecordDeadlineMissed'; readonly due: string });
