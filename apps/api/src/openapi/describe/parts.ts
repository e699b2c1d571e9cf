import type { Described } from './described';

const leaf = <T>(schema: Described<T>['schema']): Described<T> => ({ schema });

/** The leaves that answers are made of, beside those of the domain. */
export const text = leaf<string>({ type: 'string' });
export const truth = leaf<boolean>({ type: 'boolean' });
export const whole = leaf<number>({ type: 'integer' });
export const fraction = leaf<number>({ type: 'number' });
export const moment = leaf<string>({ type: 'string', format: 'date-time' });
export const uuid = leaf<string>({ type: 'string', format: 'uuid' });

/** Positions and revisions: JavaScript would round them as numbers. */
export const decimal = leaf<string>({
  title: 'Decimal',
  description: 'A whole number of up to 64 bits, as text, since JSON readers round numbers of that size.',
  type: 'string',
  pattern: '^\\d{1,19}$',
});

export const reference = leaf<string>({
  title: 'Reference',
  description: 'What people call a case: derived from its id, and taken wherever the id is.',
  type: 'string',
  pattern: '^[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{2}$',
});

export const anything = leaf<unknown>({});
