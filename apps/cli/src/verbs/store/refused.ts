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

/** One of two event stores does not answer; `words` name its address. */
export function storeUnreachable(words: string): CliProblem {
  return new CliProblem(EXIT.unreachable, {
    type: 'https://mizan.invalid/problems/store-unreachable',
    code: 'STORE_UNREACHABLE',
    title: 'No event store',
    detail: `An event store does not answer (${words.trim()}).`,
    remedy: 'Check both connection strings. Run again, the same copy goes on where it stopped.',
  });
}
