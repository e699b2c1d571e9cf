import type { CopyProblem, CopySide } from '@mizan/es-eventstoredb';
import { CliProblem, fault, usage } from '../../cli-problem';
import { EXIT } from '../../exit-code';
import { refused } from './refused';

/** Why a copy was not made, in the command line's form. It says which of the two stores it is, and nothing of a password. */
export function copyProblem(found: CopyProblem, uris: Readonly<Record<CopySide, string>>): CliProblem {
  if (found.kind === 'refused') return refused(found.words);
  const { kind, side } = found;
  const store = `The ${side}, ${addressOf(uris[side])},`;
  const words = `${found.words.trim().replace(/\.$/, '')}.`;
  if (kind === 'unusable')
    return usage(`The connection string of the ${side} cannot be read: ${words}`, example);
  if (kind === 'unreachable') return unreachable(`${store} does not answer: ${words}`);
  if (kind === 'damaged')
    return fault(`${store} is damaged: ${words}`, 'Mend it first: until then a copy ends here each time.');
  return fault(
    `${store} answered: ${words}`,
    'Mend that and run the same copy again: it goes on where it stopped.',
  );
}

/** @throws CliProblem usage for what does not look like a connection string */
export function connectionString(text: string): string {
  if (/^(esdb|kurrentdb)(\+discover)?:\/\/\S+$/.test(text)) return text;
  throw usage(`"${text}" is not a connection string.`, example);
}

const example = 'Give one such as esdb://127.0.0.1:2113?tls=false; a running node prints its own.';

/** Hosts and ports, without user and password. */
function addressOf(uri: string): string {
  return /^[^:]+:\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(uri)?.[1] ?? '';
}

function unreachable(detail: string): CliProblem {
  return new CliProblem(EXIT.unreachable, {
    type: 'https://mizan.invalid/problems/store-unreachable',
    code: 'STORE_UNREACHABLE',
    title: 'No event store',
    detail,
    remedy: 'Start it, or correct its connection string. Run again, the same copy goes on where it stopped.',
  });
}
