import type { Request, Response } from 'express';
import type { Problem } from '../http/problem';
import { layout } from './parts/layout';
import { problemPage } from './problem.page';
import { sendPage } from './send-page';

/** Browsers name HTML first; programs name JSON or anything. */
export function prefersPage(request: Request): boolean {
  return request.accepts(['application/problem+json', 'application/json', 'text/html']) === 'text/html';
}

/** A whole page for a problem. It reads nothing, so that it can be shown whatever failed. */
export function sendProblemPage(
  response: Response,
  { facts, title }: Problem,
  requestId: string | null,
): void {
  const { status, detail, remedy } = facts;
  const frame = { title, mechanism: '', exercise: false, reader: null, moment: null };
  sendPage(response, layout(frame, problemPage({ status, title, detail, remedy, requestId })));
}
