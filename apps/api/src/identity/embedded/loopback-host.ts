import type { Request } from 'express';
import { Problem } from '../../http/problem';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

/**
 * The secrets of an exercise are known to all, so a web page elsewhere whose name was pointed at this machine could
 * ask for tokens; its requests carry its own name.
 * @throws Problem 421
 */
export function assertLoopbackHost(request: Request): void {
  const host = request.hostname;
  if (LOOPBACK.has(host)) return;
  throw new Problem({
    code: 'HOST_NOT_LOOPBACK',
    status: 421,
    detail: 'The embedded identity provider answers on this machine only.',
    remedy: 'Use http://127.0.0.1 with the port of Mizan.',
  });
}
