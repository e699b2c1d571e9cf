import type { Identity, Mechanism } from '@mizan/access';
import { ROLES } from '@mizan/access';
import {
  createLocalJWKSet,
  errors,
  importJWK,
  jwtVerify,
  SignJWT,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { Problem } from '../http/problem';
import { LEDGER_RESOURCE, TOKEN_LIFE_S } from './audience';
import { SIGNATURE, type IdentityKeys } from './identity-keys';
import { claimsOf } from './identity-provider';

/** What tokens are signed and checked with; the issuer is known once the port is. */
export interface TokenParts {
  readonly issuer: string;
  readonly keys: IdentityKeys;
  /** The public ones of `keys`. */
  readonly keySet: JWTVerifyGetKey;
  readonly mechanism: Mechanism;
}

/** What anybody may know of the keys: what the provider publishes at its jwks_uri. */
export function keySetOf({ signing }: IdentityKeys): JWTVerifyGetKey {
  const publicKey = { ...signing };
  delete publicKey.d;
  return createLocalJWKSet({ keys: [publicKey] });
}

const tokenType = 'at+jwt';

/** The identity an access token speaks for. @throws Problem 401 with the reason */
export async function verifyToken(token: string, { issuer, keySet }: TokenParts): Promise<Identity> {
  try {
    const { payload } = await jwtVerify(token, keySet, {
      issuer,
      audience: LEDGER_RESOURCE,
      algorithms: [SIGNATURE],
      typ: tokenType,
    });
    return identityOf(payload);
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw unaccepted('TOKEN_EXPIRED', 'The token has expired.');
    if (error instanceof errors.JOSEError)
      throw unaccepted('TOKEN_INVALID', `The token is not valid: ${error.message}.`);
    throw error;
  }
}

/** A token like those of the provider's token endpoint. */
export async function signToken(personaId: string, { issuer, keys, mechanism }: TokenParts): Promise<string> {
  return new SignJWT({ ...claimsOf(mechanism, personaId), client_id: personaId })
    .setProtectedHeader({ alg: SIGNATURE, typ: tokenType, kid: keys.signing.kid ?? '' })
    .setIssuer(issuer)
    .setAudience(LEDGER_RESOURCE)
    .setSubject(personaId)
    .setIssuedAt()
    .setExpirationTime(`${TOKEN_LIFE_S}s`)
    .sign(await importJWK(keys.signing, SIGNATURE));
}

function identityOf({ sub, party, role, name }: JWTPayload): Identity {
  const known = ROLES.find((candidate) => candidate === role);
  // The server signs for itself in its own process; no token ever speaks for it.
  if (typeof sub !== 'string' || !known || known === 'system' || typeof name !== 'string')
    throw unaccepted('TOKEN_INVALID', 'The token names no identity of this ledger.');
  return { id: sub, party: typeof party === 'string' ? party : null, role: known, name };
}

export function unaccepted(code: string, detail: string): Problem {
  return new Problem({
    code,
    status: 401,
    detail,
    remedy: 'Get a token at /oidc/token (mizan token --as PERSONA) and send it as Authorization: Bearer.',
    headers: {
      'WWW-Authenticate': `Bearer realm="mizan"${code === 'NOT_SIGNED_IN' ? '' : ', error="invalid_token"'}`,
    },
  });
}
