import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import * as classTransformer from 'class-transformer';
import * as classValidator from 'class-validator';
import { placeProblem } from './dto/place-problem';
import { readerOf } from './dto-reader';
import { Problem, type ProblemPart } from './problem';

/** Checks every body against its DTO: nothing that is not in it, everything that is, in its type. */
export function validationPipe(): ValidationPipe {
  return new PlainValuesPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    // A place is looked at again for its own words.
    validationError: { target: false, value: true },
    validatorPackage: classValidator,
    transformerPackage: classTransformer,
    exceptionFactory: validationProblem,
  });
}

/** For what JSON, forms and addresses can hold: no array has gaps and nothing is binary, so that nobody looks for it. */
class PlainValuesPipe extends ValidationPipe {
  /** What is in order needs none of the libraries' words, and to find them costs several times as much as to read it. */
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    // What a decorator of our own makes is no input.
    if (type === 'custom') return Promise.resolve(value);
    const isChecked = (type === 'body' || type === 'query') && metatype !== undefined;
    const object = isChecked ? readerOf(metatype)(value) : null;
    return object ? Promise.resolve(object) : super.transform(value, metadata);
  }

  protected override closeArrayGaps(): void {}

  protected override findNestedBinaryValues(): ValidationError[] {
    return [];
  }
}

export function validationProblem(errors: readonly ValidationError[]): Problem {
  const parts = errors.flatMap((error) => partsOf(error, ''));
  return new Problem({
    code: 'VALIDATION_FAILED',
    status: 400,
    detail: `${parts.length === 1 ? 'One part' : `${parts.length} parts`} of the request cannot be accepted: ${firstOf(parts)}`,
    remedy: 'Correct what the list of errors names and send it again. Nothing was stored.',
    errors: parts,
  });
}

function firstOf([first]: readonly ProblemPart[]): string {
  return first ? `${first.pointer || 'the body'}: ${first.detail}` : 'the body is not an object.';
}

function partsOf(error: ValidationError, parent: string): ProblemPart[] {
  const pointer = error.property === undefined ? parent : `${parent}/${escaped(error.property)}`;
  const own = Object.entries(error.constraints ?? {}).map(([name, detail]) =>
    name === 'isPlace'
      ? unreadablePlace(error.value, pointer, detail)
      : { pointer, detail: sentence(name, detail) },
  );
  return [...own, ...(error.children ?? []).flatMap((child) => partsOf(child, pointer))];
}

/** A place's own problem says more than "invalid". */
function unreadablePlace(value: unknown, pointer: string, detail: string): ProblemPart {
  const problem = placeProblem(value);
  if (problem === null) return { pointer, detail };
  const { field, ...said } = problem;
  return { pointer: `${pointer}/${field}`, ...said };
}

function sentence(name: string, detail: string): string {
  return name === 'whitelistValidation' ? 'is not a field of this request' : detail;
}

/** RFC 6901. */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
