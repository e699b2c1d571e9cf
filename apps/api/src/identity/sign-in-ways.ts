import { Problem } from '../http/problem';
import type { EmbeddedTokens } from './embedded/embedded-tokens';
import type { ProviderSignIn } from './provider/provider-sign-in';

/** How people with browsers sign in here. */
export type SignInWay =
  | { readonly kind: 'personas'; readonly personas: EmbeddedTokens }
  | { readonly kind: 'provider'; readonly provider: ProviderSignIn };

export const SIGN_IN_WAY = Symbol('SignInWay');

/** @throws Problem 409 where people sign in at a provider */
export function personasOf(way: SignInWay): EmbeddedTokens {
  if (way.kind === 'personas') return way.personas;
  throw elsewhere(`People sign in at ${way.provider.issuer} here; there are no personas.`);
}

/** @throws Problem 409 where people choose a persona */
export function providerOf(way: SignInWay): ProviderSignIn {
  if (way.kind === 'provider') return way.provider;
  throw elsewhere('This is an exercise: there is no identity provider but the embedded one.');
}

function elsewhere(detail: string): Problem {
  return new Problem({
    code: 'SIGN_IN_ELSEWHERE',
    status: 409,
    detail,
    remedy: 'Open the first page of Mizan and sign in as it says there.',
  });
}
