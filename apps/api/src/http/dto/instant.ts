import { isISO8601, isRFC3339, ValidateBy, type ValidationOptions } from 'class-validator';

/** What the ledger stores: UTC with milliseconds, years of four digits. */
const stored = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * An RFC 3339 instant with its zone as the ledger writes it (UTC, milliseconds; finer parts cut off); null for
 * everything else, impossible dates included.
 */
export function utcInstant(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > 40 || text[10] !== 'T') return null;
  // Each of the two checks lets through what the other one catches.
  if (!isISO8601(text, { strict: true }) || !isRFC3339(text)) return null;
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) return null;
  const utc = new Date(milliseconds).toISOString();
  return stored.test(utc) ? utc : null;
}

/** An instant: date, time and zone. */
export function IsInstant(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isInstant',
      validator: {
        validate: (value) => utcInstant(value) !== null,
        defaultMessage: () =>
          'must be an instant with its zone, such as 2026-11-01T09:30:00Z, on a day that exists',
      },
    },
    options,
  );
}
