import type { Request } from 'express';
import { utcInstant } from './dto/instant';
import { Problem } from './problem';

/** A parameter that may be given once. @throws Problem 400 */
export function single(query: Request['query'], name: string): string | undefined {
  const value = query[name];
  if (value === undefined || typeof value === 'string') return value;
  throw unreadable(name, 'It may be given once.');
}

/** @throws Problem 400 */
export function positionOf(text: string, name: string): bigint {
  if (/^\d{1,19}$/.test(text)) return BigInt(text);
  throw unreadable(
    name,
    name === 'asOf'
      ? 'Give a ledger position or an instant such as 2026-11-01T09:30:00Z.'
      : 'Give a ledger position, the decimal number that a write answered.',
  );
}

/** @throws Problem 400 */
export function instantParameter(query: Request['query'], name: string): string | undefined {
  const text = single(query, name);
  if (text === undefined) return undefined;
  const instant = utcInstant(text);
  if (instant !== null) return instant;
  throw unreadable(name, 'Give an instant with its zone, such as 2026-11-01T09:30:00Z.');
}

function unreadable(name: string, remedy: string): Problem {
  return new Problem({
    code: 'PARAMETER_INVALID',
    status: 400,
    detail: `The parameter ${name} cannot be read.`,
    remedy,
    errors: [{ pointer: name, detail: remedy }],
  });
}
