import type { Identity } from '@mizan/access';

/** Whoever knows the keys that access tokens of this ledger are signed with. */
export interface AccessTokens {
  /** The identity that a token speaks for. @throws Problem 401 or 403 with the reason, 503 when nobody can tell */
  verify(token: string): Promise<Identity>;
}

export const ACCESS_TOKENS = Symbol('AccessTokens');
