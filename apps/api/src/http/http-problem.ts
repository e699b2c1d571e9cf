import type { HttpException } from '@nestjs/common';
import { Problem } from './problem';

const known: Readonly<Record<number, { readonly code: string; readonly remedy: string }>> = {
  400: { code: 'REQUEST_MALFORMED', remedy: 'Correct the request and send it again.' },
  404: { code: 'ROUTE_UNKNOWN', remedy: 'Look at the path and the method; the API lives under /v1.' },
};

/** What Nest itself raises: a route that does not exist, an address that cannot be decoded. */
export function problemOfHttp(error: HttpException): Problem {
  const status = error.getStatus();
  const { code, remedy } = known[status] ?? {
    code: `HTTP_${status}`,
    remedy: 'Correct the request and send it again.',
  };
  return new Problem({ code, status, detail: error.message, remedy }, { cause: error });
}
