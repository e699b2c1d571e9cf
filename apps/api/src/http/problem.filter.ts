import { randomUUID } from 'node:crypto';
import { Catch, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { loggedError } from '@mizan/runtime';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { AuditLog } from '../identity';
import { prefersPage, sendProblemPage } from '../pages/problem-document';
import { requestIdOf } from '../limits/request-id';
import { PROBLEM_CODE } from '../telemetry/observe-requests';
import { allowedMethods } from './allowed-methods';
import { Problem } from './problem';
import { toProblem } from './to-problem';

const FAULT = 'INTERNAL_FAULT';

/** The one place where errors become answers: application/problem+json, RFC 9457; a page for whoever asks for pages. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Logger,
    private readonly audit: Pick<AuditLog, 'refused'>,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const requestId = requestIdOf(response);
    const problem = otherMethod(error, request) ?? toProblem(error) ?? this.fault(error, requestId);
    response.locals[PROBLEM_CODE] = problem.code;
    if (problem !== error && problem.status >= 500 && problem.code !== FAULT)
      this.report(problem.code, error, requestId);
    // Half of an answer is out already: only breaking off tells the reader that it is not whole.
    if (response.headersSent) return void response.destroy();
    response.status(problem.status).set(problem.headers()).vary('Accept');
    if (problem.status === 401 || problem.status === 403) this.audit.refused(request, response, problem.code);
    if (prefersPage(request)) return sendProblemPage(response, problem, requestId);
    // Not by `send`, which would give it an ETag: nobody may take that for a revision.
    response.type('application/problem+json; charset=utf-8');
    response.end(JSON.stringify(problem.body(request.path, requestId)));
  }

  /** Something below failed. What Mizan refuses on purpose, such as orders during an import, is no event for the log. */
  private report(code: string, error: unknown, request: string | null): void {
    this.log.error({ code, request, error: loggedError(error) }, 'Something below the api failed');
  }

  /** Nobody foresaw it: the reader gets a number to quote, the log says where it happened. */
  private fault(error: unknown, request: string | null): Problem {
    const id = randomUUID();
    this.log.error({ fault: id, request, error: loggedError(error) }, 'Unforeseen fault');
    return new Problem({
      code: FAULT,
      status: 500,
      detail: 'Mizan failed in a way that nobody foresaw.',
      remedy: `Quote fault ${id} to the operator: the log says more. Sending the same order again with the same Idempotency-Key is safe.`,
      extra: { fault: id },
    });
  }
}

/** A path that exists under another method. */
function otherMethod(error: unknown, request: Request): Problem | null {
  if (!(error instanceof NotFoundException)) return null;
  const allowed = allowedMethods(request.app, request.path);
  if (allowed.length === 0 || allowed.includes(request.method)) return null;
  return new Problem({
    code: 'METHOD_NOT_ALLOWED',
    status: 405,
    detail: `${request.path} knows ${allowed.join(', ')}, not ${request.method}.`,
    remedy: 'Use one of the methods in the header Allow.',
    headers: { Allow: allowed.join(', ') },
  });
}
