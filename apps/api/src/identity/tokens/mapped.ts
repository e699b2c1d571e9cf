import { identityOfClaims, type Claims, type Identity, type Mechanism } from '@mizan/access';
import { Problem } from '../../http/problem';

/**
 * The identity that verified claims stand for.
 * @throws Problem 403 IDENTITY_UNMAPPED, IDENTITY_AMBIGUOUS: the provider knows them, and this ledger does not
 */
export function mapped(claims: Claims, mechanism: Mechanism): Identity {
  const identity = identityOfClaims(claims, mechanism);
  if (!('unmapped' in identity)) return identity;
  const { sub } = claims;
  throw new Problem({
    code: identity.unmapped,
    status: 403,
    detail: `You are known to the identity provider, and not to this ledger. ${identity.detail}`,
    remedy:
      'Ask whoever runs the identity provider for a claim that says so, or the operator to change signIn in the mechanism file.',
    extra: { subject: typeof sub === 'string' ? sub : null },
  });
}
