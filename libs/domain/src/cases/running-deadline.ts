import type { CaseView } from './case.view';

/** What the clock runs to, or ran to: none before delivery, and none of a returned case until it is delivered again. */
export function runningDeadline({
  deadline,
  returnedAt,
}: Pick<CaseView, 'deadline' | 'returnedAt'>): CaseView['deadline'] {
  return returnedAt === null ? deadline : null;
}
