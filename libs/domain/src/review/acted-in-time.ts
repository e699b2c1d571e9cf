import { strikesInWindow } from '../cases/outcome';
import { endOf } from '../common/asserted-time';
import { isAfter } from '../common/time';
import { proportion, type Metric } from './metric';
import { count, dueCases, isAdmitted, type Reviewed } from './population';

/**
 * Cases with an action that ended by the deadline, reported late or not, over the due cases. A case on which an
 * admitted strike came instead is not the recipient's to answer and leaves the population; one that was never
 * admitted stays in it.
 */
export function actedInTime(cases: readonly Reviewed[], validAt: string): Metric {
  const population = dueCases(cases, validAt).filter((reviewed) => !isStruckForCertain(reviewed));
  const acted = population.filter(isActedByDeadline);
  const contested = count(acted, ({ view }) =>
    view.actions.some(({ challengedAt }) => challengedAt !== null),
  );
  return proportion(acted.length, population.length, contested);
}

/** Cases returned with a defect and not corrected, over the delivered ones: a line of its own. */
export function returnedNotCorrected(cases: readonly Reviewed[]): Metric {
  return proportion(
    count(cases, ({ outcome }) => outcome.claimed === 'returned'),
    cases.length,
  );
}

function isActedByDeadline({ view }: Reviewed): boolean {
  return view.actions.some((action) => !isAfter(endOf(action), view.deadline.due));
}

function isStruckForCertain({ view, outcome }: Reviewed): boolean {
  return outcome.claimed === 'struck-instead' && strikesInWindow(view).some(isAdmitted);
}
