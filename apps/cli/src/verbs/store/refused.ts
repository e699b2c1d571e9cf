import { CliProblem } from '../../cli-problem';
import { EXIT } from '../../exit-code';

/** Understood, and not done: `detail` says why and what to do instead. */
export function refused(detail: string): CliProblem {
  return new CliProblem(EXIT.refused, {
    type: 'https://mizan.invalid/problems/refused',
    code: 'REFUSED',
    title: 'Not done',
    detail,
    remedy: '',
  });
}
