import type { CaseView, StrikeView } from '../cases/case.view';
import { outcomeOf, type CaseOutcome } from '../cases/outcome';
import { upTo } from '../cases/valid-at';
import { isAfter } from '../common/time';

/** A delivered case as far as time has run, with what became of it: what every review number counts. */
export interface Reviewed {
  readonly view: DeliveredView;
  readonly outcome: CaseOutcome;
}

export interface DeliveredView extends CaseView {
  readonly deadline: { readonly due: string; readonly basis: string };
  readonly firstDeliveredAt: string;
}

export function deliveredCases(views: readonly CaseView[], validAt: string): readonly Reviewed[] {
  return views.flatMap((known) => {
    const view = upTo(known, validAt);
    const { deadline, firstDeliveredAt } = view;
    if (deadline === null || firstDeliveredAt === null) return [];
    return [{ view: { ...view, deadline, firstDeliveredAt }, outcome: outcomeOf(known, validAt) }];
  });
}

/** Cases whose deadline has passed and still meant something: not withdrawn before it, ruled out or sent back. */
export function dueCases(cases: readonly Reviewed[], validAt: string): readonly Reviewed[] {
  return cases.filter(
    ({ view, outcome: { claimed } }) =>
      !isAfter(view.deadline.due, validAt) &&
      claimed !== 'withdrawn' &&
      claimed !== 'inadmissible' &&
      claimed !== 'returned',
  );
}

/** Whoever reports a strike of its own has admitted it. */
export function isAdmitted({ status }: StrikeView): boolean {
  return status === 'admitted' || status === 'notified';
}

export function count<T>(items: readonly T[], counts: (item: T) => boolean): number {
  return items.filter(counts).length;
}
