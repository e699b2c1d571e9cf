import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

export const REQUEST_ID = 'X-Request-Id';

/** What is taken over into logs and answers: short, and nothing that could be read as anything else. */
const sane = /^[\w.:-]{8,64}$/;

/** Names the request, by its sender's own name for it where that is a sane one, in the answer and in every log. */
export const nameRequest: RequestHandler = (request, response, next) => {
  const given = request.get(REQUEST_ID);
  response.setHeader(REQUEST_ID, given !== undefined && sane.test(given) ? given : randomUUID());
  next();
};

/** What the request of this answer is called; null where it was not named yet. */
export function requestIdOf(response: Response): string | null {
  const id = response.getHeader(REQUEST_ID);
  return typeof id === 'string' ? id : null;
}
