import { Problem } from '../../http/problem';

/** Why nobody is let in. Programs look at these, so that they are never renamed. */
export type Unaccepted =
  /** Neither token nor session came along. */
  | 'NOT_SIGNED_IN'
  | 'TOKEN_EXPIRED'
  /** Of another issuer, or signed with a key that the issuer does not publish. */
  | 'TOKEN_FOREIGN'
  /** `alg` is `none`. */
  | 'TOKEN_UNSIGNED'
  /** For another service. */
  | 'TOKEN_AUDIENCE'
  /** No token at all, or one of another kind. */
  | 'TOKEN_INVALID'
  /** Signed out, ended by an operator, or run out. */
  | 'SESSION_ENDED'
  | 'SIGN_IN_FAILED';

const tokenRemedy =
  'Get a new token (GET /v1/sign-in says where; mizan token gets one) and send it as Authorization: Bearer.';
const personRemedy = 'Open the first page of Mizan and sign in there.';

const remedies: Readonly<Partial<Record<Unaccepted, string>>> = {
  SESSION_ENDED: personRemedy,
  SIGN_IN_FAILED: personRemedy,
};

/** Whether a token was brought and refused, as RFC 6750 tells it apart. */
const withoutToken: readonly Unaccepted[] = ['NOT_SIGNED_IN', 'SESSION_ENDED', 'SIGN_IN_FAILED'];

export function unaccepted(code: Unaccepted, detail: string, options?: ErrorOptions): Problem {
  const error = withoutToken.includes(code) ? '' : ', error="invalid_token"';
  return new Problem(
    {
      code,
      status: 401,
      detail,
      remedy: remedies[code] ?? tokenRemedy,
      headers: { 'WWW-Authenticate': `Bearer realm="mizan"${error}` },
    },
    options,
  );
}
