import { types } from 'node:util';
import { Problem } from './problem';

/** What Express's body parsers raise. */
interface BodyError extends Error {
  readonly type: string;
  readonly status: number;
}

export function isBodyError(error: unknown): error is BodyError {
  return (
    types.isNativeError(error) &&
    typeof (error as Partial<BodyError>).type === 'string' &&
    typeof (error as Partial<BodyError>).status === 'number'
  );
}

/** Megabytes of JSON that one order may have. */
export const BODY_LIMIT_MB = 1;

export function problemOfBody(error: BodyError): Problem {
  const { type, status } = error;
  if (type === 'entity.too.large') {
    return new Problem({
      code: 'BODY_TOO_LARGE',
      status: 413,
      detail: `The body is larger than ${BODY_LIMIT_MB} MB.`,
      remedy: 'Nothing was stored. No order needs that much: shorten its texts.',
    });
  }
  if (type === 'entity.parse.failed') {
    return new Problem({
      code: 'JSON_MALFORMED',
      status: 400,
      detail: `The body is not JSON: ${error.message}.`,
      remedy: 'Send one JSON object in UTF-8.',
    });
  }
  return new Problem({
    code: status === 415 ? 'MEDIA_TYPE_UNSUPPORTED' : 'BODY_UNREADABLE',
    status: status >= 400 && status < 500 ? status : 400,
    detail: `The body cannot be read: ${error.message}.`,
    remedy: 'Send one JSON object in UTF-8, complete, not compressed or by gzip.',
  });
}
