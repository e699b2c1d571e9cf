import {
  decodeJwt,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { Problem } from '../../http/problem';
import { unaccepted } from './unaccepted';

/** What an access token must be. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly keySet: JWTVerifyGetKey;
  /** Signatures with a public key only: whoever checks must not be able to sign. */
  readonly algorithms: readonly string[];
  /** Values of the header `typ`, in lower case; `''` for none. */
  readonly types: readonly string[];
}

/** Seconds by which clocks may differ. */
const TOLERANCE_S = 5;
/** Longer-lived tokens could not be taken back in time. */
const LONGEST_LIFE_S = 24 * 60 * 60;

/** The claims of an access token. @throws Problem 401 with the reason */
export async function verifiedClaims(token: string, rules: TokenRules): Promise<JWTPayload> {
  assertPromising(token, rules);
  try {
    const { payload } = await jwtVerify(token, rules.keySet, {
      issuer: rules.issuer,
      audience: rules.audience,
      algorithms: [...rules.algorithms],
      requiredClaims: ['sub', 'exp', 'iat'],
      clockTolerance: TOLERANCE_S,
    });
    if ((payload.exp ?? 0) - (payload.iat ?? 0) > LONGEST_LIFE_S)
      throw unaccepted('TOKEN_INVALID', 'The token lives longer than a day.');
    return payload;
  } catch (error) {
    throw reasonOf(error) ?? error;
  }
}

/** What no key is needed for, so that nobody is asked for keys in vain. */
function assertPromising(token: string, { issuer, types }: TokenRules): void {
  const { alg, typ, iss } = unverified(token);
  if (typeof alg === 'string' && alg.toLowerCase() === 'none')
    throw unaccepted('TOKEN_UNSIGNED', 'The token is not signed (alg "none").');
  if (iss !== issuer) throw unaccepted('TOKEN_FOREIGN', `The token is not one of ${issuer}.`);
  if (!types.includes(typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : ''))
    throw unaccepted('TOKEN_INVALID', `The token is no access token: its typ is not ${types[0] ?? ''}.`);
}

function unverified(token: string): { alg?: unknown; typ?: unknown; iss?: unknown } {
  try {
    const { alg, typ } = decodeProtectedHeader(token);
    return { alg, typ, iss: decodeJwt(token).iss };
  } catch {
    throw unaccepted('TOKEN_INVALID', 'The token is no JSON Web Token.');
  }
}

function reasonOf(error: unknown): Problem | null {
  if (error instanceof errors.JWTExpired)
    return unaccepted('TOKEN_EXPIRED', 'The token has expired.', { cause: error });
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud')
      return unaccepted('TOKEN_AUDIENCE', 'The token is for another service.', { cause: error });
    return unaccepted('TOKEN_INVALID', `The token is not valid: ${error.message}.`, { cause: error });
  }
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return unaccepted('TOKEN_FOREIGN', 'The token is signed with a key that its issuer does not publish.', {
      cause: error,
    });
  if (!(error instanceof errors.JOSEError)) return null;
  return unaccepted('TOKEN_INVALID', `The token is not valid: ${error.message}.`, { cause: error });
}
