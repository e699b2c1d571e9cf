import type { RequestHandler } from 'express';

/** Several handlers as one: Express looks for the next one anew each time, for a path and a method that these do not have. */
export function inTurn(handlers: readonly RequestHandler[]): RequestHandler {
  return (request, response, next) => {
    const go = (index: number, error?: unknown): void => {
      const handler = handlers[index];
      if (error !== undefined || !handler) return next(error);
      handler(request, response, (failure?: unknown) => go(index + 1, failure));
    };
    go(0);
  };
}
