import { endOf, type Claimed } from '../common/asserted-time';
import { canonical, isAfter } from '../common/time';
import type { CaseStateName, CaseView } from './case.view';

/**
 * The case as far as time has run by `validAt`: steps taken later, and actions and strikes that ended later, have not
 * happened yet. A case that was released later is a draft. What is *known* of the rest (its challenge, its denial)
 * stays known.
 */
export function upTo(view: CaseView, validAt: string): CaseView {
  const seen = cut(view, validAt);
  return { ...seen, state: stateOf(view, seen) };
}

function cut(view: CaseView, validAt: string): CaseView {
  const now = canonical(validAt);
  const taken = (at: string | null) => (at !== null && at <= now ? at : null);
  const happened = (claim: Claimed) => !isAfter(endOf(claim), now);
  const supersededAt = taken(view.supersededAt);
  const delivered = taken(view.firstDeliveredAt) !== null;
  return {
    ...view,
    firstDeliveredAt: taken(view.firstDeliveredAt),
    deliveredAt: taken(view.deliveredAt) ?? taken(view.firstDeliveredAt),
    acknowledgedAt: taken(view.acknowledgedAt),
    admittedAt: taken(view.admittedAt),
    returnedAt: taken(view.returnedAt),
    withdrawnAt: taken(view.withdrawnAt),
    supersededAt,
    supersededBy: supersededAt === null ? null : view.supersededBy,
    inadmissibleAt: taken(view.inadmissibleAt),
    declinedAt: taken(view.declinedAt),
    undertakenAt: taken(view.undertakenAt),
    closedAt: taken(view.closedAt),
    deadline: delivered ? view.deadline : null,
    deadlineMetAt: taken(view.deadlineMetAt),
    deadlineMissedAt: taken(view.deadlineMissedAt),
    hold: delivered ? view.hold : null,
    actions: view.actions.filter(happened),
    strikes: view.strikes.filter(happened),
    lateness: view.lateness.filter(({ recordedAt }) => recordedAt <= now),
  };
}

/** Steps that take a released case further, from the last to the first. */
const steps: readonly (readonly [CaseStateName, (view: CaseView) => string | number | null])[] = [
  ['Closed', ({ closedAt }) => closedAt],
  ['Inadmissible', ({ inadmissibleAt }) => inadmissibleAt],
  ['Returned', ({ returnedAt }) => returnedAt],
  ['ActionClaimed', ({ actions }) => actions.length || null],
  ['Admitted', ({ admittedAt }) => admittedAt],
  ['Acknowledged', ({ acknowledgedAt }) => acknowledgedAt],
];

/** Where no step is left out the fold's own word stands: it knows in which order they came. */
function stateOf(known: CaseView, seen: CaseView): CaseStateName {
  if (seen.firstDeliveredAt === null) return 'Draft';
  if (steps.every(([, taken]) => taken(known) === taken(seen))) return known.state;
  return steps.find(([, taken]) => taken(seen) !== null)?.[0] ?? 'Delivered';
}
