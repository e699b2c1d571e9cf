import type {
  ActionKind,
  CaseKind,
  ClaimedOutcome,
  Grade,
  Marking,
  Results,
  ShareCommand,
  StrikeClass,
} from '@mizan/domain';

/** One text for when the mechanism's first party shares, one for when the second does. */
export type PerDirection<T> = readonly [T, T];

/** One fictional case, told without parties: it is played once in each direction. */
export interface Scenario {
  /** Unique; ids derive from it. */
  readonly key: string;
  /** What the case must have come to when the demonstration ends. */
  readonly outcome: ClaimedOutcome;
  /** How long before the end of the demonstration it is drafted: an ISO 8601 duration. */
  readonly begins: string;
  readonly draft: Draft;
  /** In the order in which they happen. */
  readonly steps: readonly Step[];
}

export interface Draft {
  readonly kind: CaseKind;
  readonly believed: PerDirection<string>;
  readonly requestedAction: ActionKind;
  /** Counts from delivery; or, with `fixed`, a calendar instant that lies so long after the draft. */
  readonly deadline: string;
  readonly fixed?: true;
  readonly grade: Grade;
  readonly marking: Marking | null;
  /** Carve-outs of the hold in words; null for a draft that gives no undertaking yet. */
  readonly reserved: readonly string[] | null;
}

/** `after` counts from the draft. */
export interface Step {
  readonly after: string;
  readonly event: StepEvent;
}

/** A time that ended `ago` before it was recorded and lasted `took`. Durations. */
export interface Past {
  readonly ago: string;
  readonly took: string;
}

type Command<T extends ShareCommand['type']> = Extract<ShareCommand, { type: T }>;
type Told<T extends ShareCommand['type'], K extends keyof Command<T>> = Pick<Command<T>, K | 'type'>;

export type StepEvent =
  | { readonly type: 'ApproveRelease' | 'AcknowledgeShare' | 'AdmitShare' }
  | Told<'ReturnShare', 'defect' | 'reason'>
  | (Told<'CorrectShare', 'reason' | 'believed'> & { readonly placeToo: boolean })
  | (Told<'SupersedeShare', 'reason'> & { readonly by: string })
  | Told<'WithdrawShare', 'reason'>
  | Told<'RuleInadmissible', 'clause' | 'reasons'>
  | Told<'CloseCase', 'reason'>
  | Told<'UndertakeAction', 'kind'>
  | (Told<'ReportAction', 'kind'> & { readonly past: Past; readonly results: Results })
  | (Told<'ReportNothingFound', 'kind' | 'note'> & { readonly past: Past })
  | Told<'DeclineAction', 'reason' | 'explanation'>
  | Told<'ChallengeAction', 'reason'>
  /** By the sharing side about itself, and by the receiving side about the other. */
  | (StrikeTold & { readonly type: 'NotifyStrike' })
  | (StrikeTold & { readonly type: 'AllegeStrike' })
  | { readonly type: 'AdmitStrike' | 'DenyStrike'; readonly statement: string };

interface StrikeTold {
  readonly class: StrikeClass;
  readonly past: Past;
  readonly statement: string;
}
