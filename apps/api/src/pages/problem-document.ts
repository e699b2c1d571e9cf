import { layout } from './parts/layout';
import { problemPage, type ShownProblem } from './problem.page';

/** A whole document for a problem. It reads nothing, so that it can be shown whatever failed. */
export function problemDocument(problem: ShownProblem): string {
  const frame = { mechanism: '', exercise: false, reader: null, moment: null };
  return layout({ ...frame, title: problem.title }, problemPage(problem));
}
