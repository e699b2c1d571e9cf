import { personaOf, type Identity, type Mechanism } from '@mizan/access';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { Problem } from '../../http/problem';
import type { PublicOrigin } from '../public-origin';
import type { AccessTokens } from '../tokens/access-tokens';
import { mapped } from '../tokens/mapped';
import { verifiedClaims } from '../tokens/verify-token';
import { LEDGER_RESOURCE, TOKEN_TYPE } from './audience';
import { SIGNATURE, type IdentityKeys } from './identity-keys';
import { PERSONA_SIGN_IN } from './persona-claims';

/** Where the embedded provider answers. */
export const PROVIDER_PATH = '/oidc';

/** Checks the tokens of the embedded provider with its own keys. */
export class EmbeddedTokens implements AccessTokens {
  private readonly mechanism: Mechanism;
  private readonly keySet: JWTVerifyGetKey;

  constructor(
    keys: IdentityKeys,
    mechanism: Mechanism,
    private readonly origin: PublicOrigin,
  ) {
    this.mechanism = { ...mechanism, signIn: PERSONA_SIGN_IN };
    this.keySet = keySetOf(keys);
  }

  async verify(token: string): Promise<Identity> {
    const claims = await verifiedClaims(token, {
      issuer: this.origin.address + PROVIDER_PATH,
      audience: LEDGER_RESOURCE,
      keySet: this.keySet,
      algorithms: [SIGNATURE],
      types: [TOKEN_TYPE],
    });
    return mapped(claims, this.mechanism);
  }

  /** @throws Problem 422 PERSONA_UNKNOWN */
  persona(id: string): Identity {
    const persona = personaOf(this.mechanism, id);
    if (persona) return persona;
    throw new Problem({
      code: 'PERSONA_UNKNOWN',
      status: 422,
      detail: `This mechanism has no persona "${id.slice(0, 60)}".`,
      remedy: `Use one of ${this.mechanism.personas.map((each) => each.id).join(', ')}.`,
    });
  }
}

/** What anybody may know of the keys: what the provider publishes at its jwks_uri. */
function keySetOf({ signing }: IdentityKeys): JWTVerifyGetKey {
  const publicKey = { ...signing };
  delete publicKey.d;
  return createLocalJWKSet({ keys: [publicKey] });
}
