import { runningDeadline, type CaseView } from '@mizan/domain';
import { codeWords } from '../parts/words';
import type { StripMark } from './case.model';

/** Moments of a case in the order of time, from delivery to the moment it is read at. Empty before delivery. */
export function stripMarks(view: CaseView, validAt: string): StripMark[] {
  if (view.deliveredAt === null) return [];
  const deadline = runningDeadline(view);
  const marks: StripMark[] = [
    { label: 'Delivered', kind: 'delivered', at: view.deliveredAt },
    ...answers(view),
    ...view.actions.map(({ kind, occurredAt }) => ({
      label: codeWords(kind),
      kind: 'action' as const,
      at: occurredAt.to,
    })),
    ...view.strikes.map(({ class: kind, status, occurredAt }) => ({
      label: `${codeWords(kind)}, ${status}`,
      kind: 'strike' as const,
      at: occurredAt.to,
    })),
    ...(deadline ? [{ label: 'Deadline', kind: 'deadline' as const, at: deadline.due }] : []),
    { label: 'Read at', kind: 'now', at: validAt },
  ];
  return marks.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function answers(view: CaseView): StripMark[] {
  const given = {
    Acknowledged: view.acknowledgedAt,
    Admitted: view.admittedAt,
    Returned: view.returnedAt,
    Declined: view.declinedAt,
    Withdrawn: view.withdrawnAt,
    'Ruled inadmissible': view.inadmissibleAt,
  };
  return Object.entries(given).flatMap(([label, at]) =>
    at === null ? [] : [{ label, kind: 'answer' as const, at }],
  );
}
