import type { StrikeView } from '../cases/case.view';
import { countingStrikes } from '../cases/outcome';
import { endOf } from '../common/asserted-time';
import { earlier, isAfter } from '../common/time';
import { proportion, withoutValue, type Metric } from './metric';
import { count, isAdmitted, type Reviewed } from './population';

/**
 * Admitted cases with a linked strike after delivery, up to the deadline or the action, whichever comes first. A
 * strike that its author reported counts as admitted, one that somebody else reported as alleged; an allegation that
 * was admitted later counts as both.
 */
export function struckInstead(cases: readonly Reviewed[]): {
  readonly alleged: Metric;
  readonly admitted: Metric;
  readonly found: Metric;
} {
  const population = admittedCases(cases);
  const struck = population.map((reviewed) => strikesInstead(reviewed));
  const where = (counts: (strike: StrikeView) => boolean) => struck.filter((strikes) => strikes.some(counts));
  const alleged = where((strike) => strike.alleged);
  const N = population.length;
  return {
    alleged: proportion(alleged.length, N, count(alleged, hasDenied)),
    admitted: proportion(where(isAdmitted).length, N),
    found: withoutValue(N, 'Findings on strikes are not recorded yet; none is inferred from claims.'),
  };
}

/** Admitted cases whose deadline has passed, and of them those with a linked strike after it. */
export function strikesAfterDeadline(cases: readonly Reviewed[], validAt: string): Metric {
  const population = admittedCases(cases).filter(({ view }) => !isAfter(view.deadline.due, validAt));
  const struck = population
    .map(({ view }) => countingStrikes(view).filter((strike) => isAfter(endOf(strike), view.deadline.due)))
    .filter((strikes) => strikes.length > 0);
  return proportion(struck.length, population.length, count(struck, hasDenied));
}

function admittedCases(cases: readonly Reviewed[]): readonly Reviewed[] {
  return cases.filter(({ view }) => view.admittedAt !== null);
}

function strikesInstead({ view }: Reviewed): readonly StrikeView[] {
  const until = view.actions.map(endOf).reduce(earlier, view.deadline.due);
  return countingStrikes(view).filter((strike) => !isAfter(endOf(strike), until));
}

function hasDenied(strikes: readonly StrikeView[]): boolean {
  return strikes.some(({ status }) => status === 'denied');
}
