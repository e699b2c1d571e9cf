import type { Type } from '@nestjs/common';
import { Problem, type ProblemPart } from '../http/problem';
import { validationPipe } from '../http/validation';

/** Puts a body through the api's own validation: what a handler gets, or what the answer would complain about. */
export async function checkBody<T>(
  Dto: Type<T>,
  body: unknown,
): Promise<{ value: T } | { errors: readonly ProblemPart[] }> {
  try {
    // As it comes out of the body parser: never the caller's own object.
    const parsed: unknown = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
    return { value: (await validationPipe().transform(parsed, { type: 'body', metatype: Dto })) as T };
  } catch (error) {
    if (error instanceof Problem) return { errors: error.facts.errors ?? [] };
    throw error;
  }
}

/** The pointers of what a body is refused for; none when it is accepted. */
export async function refusedAt<T>(Dto: Type<T>, body: unknown): Promise<string[]> {
  const result = await checkBody(Dto, body);
  return 'errors' in result ? result.errors.map(({ pointer }) => pointer) : [];
}
