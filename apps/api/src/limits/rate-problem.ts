import { Problem } from '../http/problem';

/** 429; `retryAfterS` in seconds. */
export function rateLimited(retryAfterS: number): Problem {
  return new Problem({
    code: 'RATE_LIMITED',
    status: 429,
    detail: 'These are more requests than one reader may send in a minute.',
    remedy: `Nothing was done. Wait ${retryAfterS} seconds; GET /v1/live tells what is new without being asked again and again.`,
    retryAfterS,
  });
}
