import type { RequestHandler } from 'express';
import { HitCounter } from './hit-counter';
import { rateLimited } from './rate-problem';

const minute = 60_000;
/** Many people may sit behind one address. */
const people = 10;

/**
 * Counts every request by its address, before anybody asks who sends it: signing in, refusals and pages too. `limit` is
 * that of one identity; 0: no limit.
 */
export function limitAddresses(limit: number): RequestHandler {
  const counter = new HitCounter();
  return (request, _response, next) => {
    if (limit === 0) return next();
    const { isBlocked, timeToBlockExpire } = counter.hit(request.ip ?? '', minute, limit * people);
    next(isBlocked ? rateLimited(timeToBlockExpire) : undefined);
  };
}
