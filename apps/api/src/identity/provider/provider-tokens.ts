import type { Identity, Mechanism } from '@mizan/access';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { AccessTokens } from '../tokens/access-tokens';
import { mapped } from '../tokens/mapped';
import { verifiedClaims } from '../tokens/verify-token';
import type { ProviderConnection } from './provider-connection';
import { unreachable } from './unreachable';

/** RSA, elliptic curves and Edwards curves. Nothing symmetric, and never `none`. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** `at+jwt` by RFC 9068; many providers say JWT or nothing. Their ID tokens are for another audience. */
const TYPES = ['at+jwt', 'jwt', ''];

/** Milliseconds. A key that is not known is asked for at once, but no more often than this, whoever makes keys up. */
const KEYS_COOL_DOWN = 5_000;
const KEYS_PATIENCE = 5_000;

/** Checks the access tokens of a provider with the keys that it publishes, also after it has changed them. */
export class ProviderTokens implements AccessTokens {
  private keys: { readonly uri: string; readonly keySet: JWTVerifyGetKey } | null = null;

  constructor(
    private readonly provider: ProviderConnection,
    private readonly audience: string,
    private readonly mechanism: Mechanism,
  ) {}

  async verify(token: string): Promise<Identity> {
    const { issuer, jwks_uri: uri } = (await this.provider.configuration()).serverMetadata();
    if (uri === undefined) throw unreachable(issuer, new Error('It publishes no jwks_uri.'));
    const { audience, mechanism } = this;
    const rules = {
      issuer,
      audience,
      keySet: this.keySetAt(uri, issuer),
      algorithms: ALGORITHMS,
      types: TYPES,
    };
    return mapped(await verifiedClaims(token, rules), mechanism);
  }

  private keySetAt(uri: string, issuer: string): JWTVerifyGetKey {
    if (this.keys?.uri === uri) return this.keys.keySet;
    const remote = createRemoteJWKSet(new URL(uri), {
      cooldownDuration: KEYS_COOL_DOWN,
      timeoutDuration: KEYS_PATIENCE,
    });
    const keySet: JWTVerifyGetKey = (header, token) =>
      remote(header, token).catch((error: unknown) => {
        throw isAboutTheToken(error) ? error : unreachable(issuer, error);
      });
    this.keys = { uri, keySet };
    return keySet;
  }
}

/** Rather than about the provider. */
function isAboutTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
