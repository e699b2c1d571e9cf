import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import type { Response } from 'express';
import type { IdentifiedRequest } from '../identity';
import { Problem } from './problem';
import { writeOrderOf, type WriteOrder } from './write';

/** Who asks for which record, and where the answer's headers go. */
export interface RecordRequest {
  readonly caller: Identity;
  /** The path's `:id`: an id or a reference; empty where the path has none. */
  readonly id: string;
  readonly response: Response;
}

/** One person's order to one record: everything of the request but its body. */
export interface StepRequest extends RecordRequest {
  readonly write: WriteOrder;
}

/** The request's RecordRequest. */
export const Asked = createParamDecorator((_: unknown, context: ExecutionContext) => askedOf(context));

/** The request's StepRequest. @throws Problem as WriteOptions does */
export function stepOf(_: unknown, context: ExecutionContext): StepRequest {
  return { ...askedOf(context), write: writeOrderOf(context.switchToHttp().getRequest<IdentifiedRequest>()) };
}

export const Step = createParamDecorator(stepOf);

function askedOf(context: ExecutionContext): RecordRequest {
  const http = context.switchToHttp();
  const request = http.getRequest<IdentifiedRequest>();
  const id = request.params['id'];
  return {
    caller: callerOf(request),
    id: typeof id === 'string' ? id : '',
    response: http.getResponse<Response>(),
  };
}

function callerOf({ identity }: IdentifiedRequest): Identity {
  if (identity) return identity;
  throw new Problem({
    code: 'NOT_SIGNED_IN',
    status: 401,
    detail: 'This needs somebody who asks.',
    remedy: 'Sign in first.',
  });
}
