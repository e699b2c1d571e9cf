import type { Request } from 'express';
import { Problem } from '../http/problem';

/** @throws Problem 415 when the request announces another kind of content */
export function assertMediaType(request: Request, type: string): void {
  if (request.is(type)) return;
  throw new Problem({
    code: 'MEDIA_TYPE_UNSUPPORTED',
    status: 415,
    detail: `This route reads ${type}, not ${request.get('Content-Type') ?? 'a body without Content-Type'}.`,
    remedy: `Send the file as it is, with the header Content-Type: ${type}.`,
  });
}
