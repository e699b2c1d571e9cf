import { Problem } from '../../http/problem';

export function unreachable(issuer: string, cause: unknown): Problem {
  return new Problem(
    {
      code: 'IDENTITY_PROVIDER_UNREACHABLE',
      status: 503,
      detail: `The identity provider ${issuer} does not say what is needed to check who is asking.`,
      remedy: 'Wait a moment and ask again; if it stays so, an operator runs mizan doctor.',
      retryAfterS: 5,
    },
    { cause },
  );
}
