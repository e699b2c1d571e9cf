import type { OpenSpan, Tracing } from '@mizan/runtime';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { requestIdOf } from '../limits/request-id';
import type { ApiMetrics } from './api-metrics';

export interface Observers {
  readonly log: Logger;
  readonly metrics: ApiMetrics;
  readonly tracing: Tracing;
}

/** Where the problem filter leaves the code of what it answered. */
export const PROBLEM_CODE = 'mizanProblem';

/** Stands before everything else: every request is counted, traced and, at level "info", a line in the log. */
export function observeRequests(observers: Observers): RequestHandler {
  return (request, response, next) => {
    const words = {
      name: request.method,
      kind: 'SERVER' as const,
      attributes: { 'http.request.method': request.method },
      linkTo: request.get('traceparent'),
    };
    void observers.tracing.within(words, async (span) => {
      const begun = performance.now();
      await new Promise<void>((resolve) => {
        response.once('close', resolve);
        next();
      });
      note(observers, span, answerOf(request, response, performance.now() - begun));
    });
  };
}

interface Answered {
  readonly method: string;
  /** The pattern and not the path: what somebody typed into an address is not repeated. */
  readonly route: string;
  readonly status: number;
  readonly problem: string | null;
  readonly request: string | null;
  readonly ms: number;
}

function answerOf(request: Request, response: Response, ms: number): Answered {
  const problem: unknown = response.locals[PROBLEM_CODE];
  return {
    method: request.method,
    route: routeOf(request),
    status: response.writableFinished ? response.statusCode : 499,
    problem: typeof problem === 'string' ? problem : null,
    request: requestIdOf(response),
    ms: Math.round(ms),
  };
}

function note({ log, metrics }: Observers, span: OpenSpan, answer: Answered): void {
  const { method, route, status, problem, ms } = answer;
  metrics.requests.observe({ method, route, status: String(status) }, ms / 1000);
  if (problem !== null) metrics.refusals.add({ code: problem, status: String(status) });
  span.name(`${method} ${route}`);
  span.set('http.route', route);
  span.set('http.response.status_code', status);
  if (status >= 500) span.fail(problem ?? String(status));
  log.info(answer, 'answered');
}

/** Express calls the matched route's pattern `path`; what is mounted before the routes has a base instead. */
function routeOf({ route, baseUrl }: Request): string {
  const { path } = (route ?? {}) as { path?: unknown };
  if (typeof path === 'string') return path;
  return baseUrl === '' ? 'unmatched' : `${baseUrl}/*`;
}
