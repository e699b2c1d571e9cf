import type { RequestHandler } from 'express';

/**
 * Several handlers as one: Express looks for the next one anew each time, for a path and a method that these do not have.
 * They hand on at once or later, and what they throw goes on as a failure; nobody waits for a promise.
 */
export function inTurn(handlers: readonly RequestHandler[]): RequestHandler {
  return (request, response, next) => {
    const go = (index: number): void => {
      const handler = handlers[index];
      if (!handler) return next();
      try {
        void handler(request, response, (failure?: unknown) => (failure ? next(failure) : go(index + 1)));
      } catch (error) {
        next(error);
      }
    };
    go(0);
  };
}
