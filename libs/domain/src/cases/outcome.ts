import { endOf, type Claimed } from '../common/asserted-time';
import { isAfter } from '../common/time';
import type { CaseView, StrikeView } from './case.view';
import { upTo } from './valid-at';

/** In the order in which they are tried: the first that applies is the outcome. */
export const CLAIMED_OUTCOMES = [
  'withdrawn',
  'inadmissible',
  'returned',
  'acted-and-struck',
  'struck-instead',
  'acted-in-time',
  'reported-late',
  'acted-late',
  'declined',
  'not-acted',
  'open',
] as const;

export type ClaimedOutcome = (typeof CLAIMED_OUTCOMES)[number];

/** `claimed` from what either side asserts, `contested` when the other side disputes it, `found` from findings and rulings. */
export interface CaseOutcome {
  readonly claimed: ClaimedOutcome;
  readonly contested: boolean;
  /** Null until there are findings. */
  readonly found: ClaimedOutcome | null;
}

/** What became of the case, by what is on record in `view` and as far as time has run by `validAt` (RFC 3339, UTC). */
export function outcomeOf(view: CaseView, validAt: string): CaseOutcome {
  const seen = upTo(view, validAt);
  return { claimed: claimedOf(seen, validAt), contested: isContested(seen), found: null };
}

function claimedOf(view: CaseView, validAt: string): ClaimedOutcome {
  if (isWithdrawnUntouched(view)) return 'withdrawn';
  if (view.inadmissibleAt !== null) return 'inadmissible';
  if (view.returnedAt !== null) return 'returned';
  if (view.deadline === null) return 'open';
  return answerTo(view, view.deadline.due, validAt);
}

function answerTo(view: CaseView, due: string, validAt: string): ClaimedOutcome {
  const acted = view.actions.length > 0;
  if (strikesInWindow(view).length > 0) return acted ? 'acted-and-struck' : 'struck-instead';
  if (acted) return timelinessOf(view.actions, due);
  if (view.declinedAt !== null && !isAfter(view.declinedAt, due)) return 'declined';
  return isAfter(due, validAt) ? 'open' : 'not-acted';
}

/**
 * By the first action that answers the deadline best: an earlier action that is reported afterwards helps a case
 * ("reported late" instead of "acted late"), and a later report never takes back that one was made in time.
 */
function timelinessOf(actions: readonly Claimed[], due: string): ClaimedOutcome {
  const onTime = actions.filter((action) => !isAfter(endOf(action), due));
  if (onTime.length === 0) return 'acted-late';
  return onTime.some(({ recordedAt }) => !isAfter(recordedAt, due)) ? 'acted-in-time' : 'reported-late';
}

/**
 * A withdrawal before anything happened; after it, what happened is the outcome. An action that was on record before it, also when
 * a server's clock was set back in between, or that ended before it and was recorded late. Strikes come in streams of their own.
 */
function isWithdrawnUntouched(view: CaseView): boolean {
  const { withdrawnAt } = view;
  if (withdrawnAt === null) return false;
  const before = (claim: Claimed) => !isAfter(endOf(claim), withdrawnAt);
  const acted = view.actions.some((action) => !action.afterWithdrawal || before(action));
  const touched = acted || countingStrikes(view).some(before);
  return !touched && !wasMissedBy(view, withdrawnAt);
}

/** Time decides, not whether the worker had already written the miss down; a returned case's clock stands still. */
function wasMissedBy({ deadline, returnedAt, inadmissibleAt }: CaseView, at: string): boolean {
  return returnedAt === null && inadmissibleAt === null && deadline !== null && !isAfter(deadline.due, at);
}

/** Strikes after delivery by the side that asked for action and bound itself not to strike; others are only shown. */
export function countingStrikes({ strikes, sharer, firstDeliveredAt }: CaseView): readonly StrikeView[] {
  if (firstDeliveredAt === null) return [];
  return strikes.filter((strike) => strike.by === sharer && isAfter(endOf(strike), firstDeliveredAt));
}

/** Counting strikes up to the deadline, whose own instant belongs to the window. */
export function strikesInWindow(view: CaseView): readonly StrikeView[] {
  const due = view.deadline?.due;
  return due === undefined ? [] : countingStrikes(view).filter((strike) => !isAfter(endOf(strike), due));
}

function isContested(view: CaseView): boolean {
  const challenged = view.actions.some(({ challengedAt }) => challengedAt !== null);
  return challenged || strikesInWindow(view).some(({ status }) => status === 'denied');
}
