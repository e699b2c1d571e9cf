import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import type { Action } from '@mizan/access';
import { May } from '../identity';
import { Describe, type RouteWords } from '../openapi';
import { stepAnswer } from './case.answers';

/** Nothing can be asked of such a case any more; what was done is still told. */
export const OVER = ['CASE_WITHDRAWN', 'CASE_INADMISSIBLE', 'CASE_CLOSED'] as const;

/** What only one side of a case may do, while it is not over. */
export const NOT_OPEN_TO_SIDE = ['NOT_YOUR_SIDE', ...OVER] as const;

/** What the receiving side may do while the case lies with it. */
export const NOT_WITH_RECIPIENT = [...NOT_OPEN_TO_SIDE, 'CASE_RETURNED'] as const;

/** When an action cannot have happened. */
export const NOT_THEN = ['OCCURRED_IN_FUTURE', 'OCCURRED_BEFORE_DELIVERY'] as const;

/** Every step names its case. */
const UNKNOWN = ['CASE_UNKNOWN', 'REFERENCE_AMBIGUOUS'] as const;

type StepWords = Pick<RouteWords, 'id' | 'summary' | 'detail'> & Required<Pick<RouteWords, 'problems'>>;

/** The route of a step: who may take it, and its words, `problems` beside those of a case that cannot be found. */
export function CaseStep(path: string, action: Action, words: StepWords): MethodDecorator {
  const problems = [...UNKNOWN, ...words.problems];
  return applyDecorators(
    Post(path),
    HttpCode(200),
    May(action),
    Describe({ ...words, answer: stepAnswer, problems }),
  );
}
