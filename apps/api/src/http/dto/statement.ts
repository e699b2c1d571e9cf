import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Control characters beside tab and line feed, and marks that turn the direction of the text around them. */
const HIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

export function isStatement(value: unknown, max: number): boolean {
  return isVisible(value) && value.length > 0 && value.length <= max;
}

function isVisible(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !HIDDEN.test(value);
}

/** Text that is kept as it was written, and shows all that is in it. */
export function IsVisible(): PropertyDecorator {
  return ValidateBy({
    name: 'isVisible',
    validator: {
      validate: isVisible,
      defaultMessage: () =>
        'must be text without control characters and without marks that turn its direction',
    },
  });
}

/** Free text a person wrote: trimmed, not empty, at most `max` UTF-16 units, nothing that a screen would not show. */
export function IsStatement(max: number, options?: ValidationOptions): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => trimmed(value)),
    ValidateBy(
      {
        name: 'isStatement',
        constraints: [max],
        validator: {
          validate: (value) => isStatement(value, max),
          defaultMessage: () => `must be text of 1 to ${max} characters without control characters`,
        },
      },
      options,
    ),
  );
}

function trimmed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(trimmed);
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : value;
}
