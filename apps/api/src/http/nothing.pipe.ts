import type { PipeTransform } from '@nestjs/common';
import { validationProblem } from './validation';

/** For orders that need no words: whoever sends some believes that they count. */
export class NothingPipe implements PipeTransform<unknown, undefined> {
  transform(body: unknown): undefined {
    const fields = Array.isArray(body) ? ['body'] : Object.keys(body ?? {});
    if (fields.length === 0) return;
    throw validationProblem(
      fields.map((property) => ({ property, constraints: { whitelistValidation: 'no such field' } })),
    );
  }
}
