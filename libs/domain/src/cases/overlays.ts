import { toMillis } from '../common/time';
import type { CaseView } from './case.view';
import { outcomeOf } from './outcome';
import { upTo } from './valid-at';

/** Flags beside the state, in the order in which they are shown. */
export const OVERLAYS = [
  'Overdue',
  'Suspended',
  'Contested',
  'StruckInstead',
  'Withdrawn',
  'Superseded',
  'ActedBeforeAdmission',
  'NotificationOutstanding',
  'Exercise',
] as const;

export type Overlay = (typeof OVERLAYS)[number];

/** What applies to the case beside its state at `validAt`. Nothing suspends a clock yet. */
export function overlaysOf(view: CaseView, validAt: string): readonly Overlay[] {
  const seen = upTo(view, validAt);
  const { claimed, contested } = outcomeOf(view, validAt);
  const applies: Readonly<Record<Overlay, boolean>> = {
    Overdue: isOverdue(view, validAt),
    Suspended: false,
    Contested: contested,
    StruckInstead: claimed === 'struck-instead',
    Withdrawn: seen.withdrawnAt !== null,
    Superseded: seen.supersededAt !== null,
    ActedBeforeAdmission: seen.actions.some(({ beforeAdmission }) => beforeAdmission),
    NotificationOutstanding: seen.actions.some(({ outstanding }) => outstanding.length > 0),
    Exercise: view.exercise,
  };
  return OVERLAYS.filter((overlay) => applies[overlay]);
}

/** The deadline has passed, nothing was done, and somebody still waits: the case is neither withdrawn nor closed. */
export function isOverdue(view: CaseView, validAt: string): boolean {
  const { withdrawnAt, closedAt } = upTo(view, validAt);
  return outcomeOf(view, validAt).claimed === 'not-acted' && withdrawnAt === null && closedAt === null;
}

export interface OverdueCase {
  readonly view: CaseView;
  /** Milliseconds since the deadline. */
  readonly overdueMs: number;
}

/** Longest overdue first; those of one deadline in the order given. */
export function overdueCases(views: readonly CaseView[], validAt: string): readonly OverdueCase[] {
  return views
    .flatMap((view) => {
      if (view.deadline === null || !isOverdue(view, validAt)) return [];
      return [{ view, overdueMs: toMillis(validAt) - toMillis(view.deadline.due) }];
    })
    .sort((one, other) => other.overdueMs - one.overdueMs);
}
