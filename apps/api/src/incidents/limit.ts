import { Problem } from '../http/problem';

const most = 200;
const usual = 50;

/** Rows of a page, from the query. @throws Problem 400 */
export function limitOf(text: unknown): number {
  if (text === undefined) return usual;
  const limit = typeof text === 'string' && /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= most) return limit;
  throw new Problem({
    code: 'PARAMETER_INVALID',
    status: 400,
    detail: 'The parameter limit cannot be used.',
    remedy: `Give a whole number from 1 to ${most}.`,
    errors: [{ pointer: 'limit', detail: `must be a whole number from 1 to ${most}` }],
  });
}
