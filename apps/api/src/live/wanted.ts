import { EVENT_TYPES } from '@mizan/access';
import { Problem } from '../http/problem';

/** Names that a list separated by commas holds. @throws Problem 400 PARAMETER_INVALID for an unknown one */
export function typesOf(text: string | undefined): ReadonlySet<string> {
  const names = (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const known: readonly string[] = EVENT_TYPES;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return new Set(names);
  throw new Problem({
    code: 'PARAMETER_INVALID',
    status: 400,
    detail: `The ledger knows no entries of type ${unknown.join(', ').slice(0, 100)}.`,
    remedy: `Ask for some of ${known.join(', ')}.`,
    errors: [{ pointer: 'type', detail: 'Give types of entries, separated by commas.' }],
  });
}
