import type { AssertedTime } from '@mizan/domain';
import { ValidateBy, type ValidationOptions } from 'class-validator';
import { utcInstant } from './instant';

/** Milliseconds of the units in which people remember; finer assertions are points. */
const breadth = { millisecond: 0, second: 0, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

type Precision = AssertedTime['precision'];

/** An instant, or an interval: `to` follows from the precision where it is left out. */
export type OccurredAtInput =
  string | { readonly from: string; readonly to?: string; readonly precision: Precision };

/** Null where this is no assertion of a time. */
export function assertedTimeOf(given: unknown): AssertedTime | null {
  if (typeof given === 'string') return pointOf(given);
  return isInterval(given) ? intervalOf(given) : null;
}

/** A fact that happens as it is recorded. `now` is an instant of the ledger. */
export function assertedNow(now: string): AssertedTime {
  return { from: now, to: now, precision: 'millisecond', verbatim: now, offset: 'Z' };
}

function pointOf(text: string): AssertedTime | null {
  const at = utcInstant(text);
  if (at === null) return null;
  const precision = text.includes('.') ? 'millisecond' : 'second';
  return { from: at, to: at, precision, verbatim: text, offset: offsetOf(text) };
}

interface Interval {
  readonly from: unknown;
  readonly to?: unknown;
  readonly precision: Precision;
}

function isInterval(given: unknown): given is Interval {
  if (typeof given !== 'object' || given === null) return false;
  const { precision } = given as Partial<Interval>;
  const known = ['from', 'to', 'precision'];
  return (
    Object.keys(given).every((key) => known.includes(key)) &&
    typeof precision === 'string' &&
    Object.hasOwn(breadth, precision)
  );
}

/** "Ten o'clock, to the hour" ends when eleven begins: the interval holds every moment it may mean. */
function intervalOf({ from: first, to: last, precision }: Interval): AssertedTime | null {
  const from = utcInstant(first);
  const end = last === undefined || last === null ? null : utcInstant(last);
  if (from === null || (end === null && last !== undefined && last !== null)) return null;
  const start = end ?? from;
  const to = utcInstant(new Date(Date.parse(start) + Math.max(breadth[precision] - 1, 0)).toISOString());
  if (to === null || to < from) return null;
  const verbatim = end === null ? String(first) : `${String(first)}/${String(last)}`;
  return { from, to, precision, verbatim, offset: offsetOf(String(first)) };
}

function offsetOf(text: string): string | null {
  const offset = /(?:Z|[+-]\d\d:\d\d)$/i.exec(text)?.[0];
  return offset?.toUpperCase() ?? null;
}

/** When something is asserted to have happened: OccurredAtInput. */
export function IsOccurredAt(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isOccurredAt',
      validator: {
        validate: (value) => assertedTimeOf(value) !== null,
        defaultMessage: () =>
          'must be an instant with its zone such as 2026-11-01T09:30:00+04:30, or {"from", "to", "precision"} with precision millisecond, second, minute, hour or day',
      },
    },
    options,
  );
}
