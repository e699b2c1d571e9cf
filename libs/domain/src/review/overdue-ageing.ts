import { isOverdue } from '../cases/overlays';
import { dayMs, toMillis } from '../common/time';
import { proportion, type Metric } from './metric';
import { dueCases, type Reviewed } from './population';

/** Upper ends in days; each class begins where the one before it ends. */
const classes = [
  ['<1d', 1],
  ['1-3d', 3],
  ['3-7d', 7],
  ['7-14d', 14],
  ['14-30d', 30],
  ['>30d', Infinity],
] as const;

/** Overdue cases over due cases; `buckets` counts the overdue ones by the time since their deadline. */
export function overdueAgeing(cases: readonly Reviewed[], validAt: string): Metric {
  const due = dueCases(cases, validAt);
  const overdue = due.filter(({ view }) => isOverdue(view, validAt));
  const ages = overdue.map(({ view }) => ageClass(toMillis(validAt) - toMillis(view.deadline.due)));
  const buckets = Object.fromEntries(
    classes.map(([name]) => [name, ages.filter((age) => age === name).length]),
  );
  return { ...proportion(overdue.length, due.length), buckets };
}

function ageClass(ageMs: number): string | undefined {
  return classes.find(([, days]) => ageMs < days * dayMs)?.[0];
}
