import { ValidateBy, type ValidationOptions } from 'class-validator';
import type { Shape } from '@mizan/domain';

/** One word of a closed list: the list itself, or the domain's own vocabulary. */
export function IsCode(
  list: readonly string[] | Shape<string>,
  options?: ValidationOptions,
): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isCode',
      constraints: ['check' in list ? list.schema['enum'] : list],
      validator: {
        validate: (value) => codeProblem(list, value) === null,
        defaultMessage: (args) => codeProblem(list, args?.value) ?? 'must be one of a list',
      },
    },
    options,
  );
}

/** What is wrong with this word, naming those that are right; null when it is one of them. */
function codeProblem(list: readonly string[] | Shape<string>, value: unknown): string | null {
  if (!('check' in list)) {
    return typeof value === 'string' && list.includes(value) ? null : `must be one of ${list.join(', ')}`;
  }
  const problem = list.check(value, '')[0];
  return problem === undefined ? null : `must be ${problem.replace(/^: /, '').replace(/ expected$/, '')}`;
}
