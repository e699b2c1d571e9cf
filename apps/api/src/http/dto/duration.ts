import { ValidateBy, type ValidationOptions } from 'class-validator';
import { utcInstant } from './instant';

const form =
  /^P(?=\d|T\d)(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?$/;

/** Milliseconds of a week, day, hour, minute, second. */
const units = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000];

/** Ten years: longer than any deadline means anything. */
export const LONGEST_MS = 3_650 * 86_400_000;

/** True for an ISO 8601 duration in units whose length never varies, longer than nothing and up to ten years. */
export function isDuration(value: unknown): value is string {
  const parts = typeof value === 'string' ? form.exec(value)?.slice(1) : undefined;
  if (!parts) return false;
  const total = units.reduce((sum, unit, index) => sum + unit * Number(parts[index] ?? 0), 0);
  return total > 0 && total <= LONGEST_MS;
}

/** A length of time in weeks, days, hours, minutes and seconds. */
export function IsIsoDuration(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isIsoDuration',
      validator: {
        validate: isDuration,
        defaultMessage: () =>
          'must be a duration in weeks, days, hours, minutes or seconds, such as P7D or PT36H, of at most ten years',
      },
    },
    options,
  );
}

/** A deadline: a duration that begins with the delivery, or an instant. */
export function IsDeadline(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isDeadline',
      validator: {
        validate: (value) => isDuration(value) || utcInstant(value) !== null,
        defaultMessage: () =>
          'must be a duration such as P7D, which begins with the delivery, or an instant with its zone such as 2026-12-01T00:00:00Z',
      },
    },
    options,
  );
}
