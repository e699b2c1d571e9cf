import { generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import type { ProblemCode } from '../../../apps/api/src/openapi/problems/catalogue';
import { personaOf } from './requests';
import { sent, type Provocation } from './provocations';
import type { Stage } from './stage';

interface Wrong {
  readonly audience?: string;
  readonly expired?: true;
  readonly key?: 'foreign';
}

/** A token of the embedded provider's key, with these claims. */
export async function signed(stage: Stage, claims: JWTPayload, wrong: Wrong = {}): Promise<string> {
  const { signing } = stage;
  const key = wrong.key ? (await generateKeyPair('ES256')).privateKey : await importJWK(signing, 'ES256');
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: signing.kid ?? '' })
    .setIssuer(`${stage.api.url}/oidc`)
    .setAudience(wrong.audience ?? 'urn:mizan:ledger')
    .setSubject('some.body')
    .setIssuedAt(wrong.expired ? now - 7_200 : now)
    .setExpirationTime(wrong.expired ? now - 3_600 : now + 3_600)
    .sign(key);
}

const known = { role: 'registrar', party: null, name: 'Registrar' };

function bearing(token: (stage: Stage) => Promise<string> | string): Provocation {
  return async (attempt) => {
    const headers = { authorization: `Bearer ${await token(attempt.stage)}` };
    return sent(attempt, { headers }, null);
  };
}

/** Who is asking cannot be told, or is nobody of this ledger. */
export const unaccepted: Partial<Record<ProblemCode, Provocation>> = {
  TOKEN_INVALID: bearing(() => 'x.y.z'),
  TOKEN_EXPIRED: bearing((stage) => signed(stage, known, { expired: true })),
  TOKEN_FOREIGN: bearing((stage) => signed(stage, known, { key: 'foreign' })),
  TOKEN_AUDIENCE: bearing((stage) => signed(stage, known, { audience: 'urn:other' })),
  TOKEN_UNSIGNED: bearing((stage) =>
    new UnsecuredJWT(known).setIssuer(`${stage.api.url}/oidc`).setExpirationTime('1h').encode(),
  ),
  IDENTITY_UNMAPPED: bearing((stage) => signed(stage, { ...known, role: 'king' })),
  IDENTITY_AMBIGUOUS: bearing((stage) => signed(stage, { ...known, role: ['registrar', 'auditor'] })),
  SESSION_ENDED: async (attempt) => {
    const { stage, error } = attempt;
    const session = await stage.session(personaOf(error.place.operation) ?? 'registrar');
    await stage.send({ method: 'post', path: '/session/end', headers: session });
    return sent(attempt, { headers: session }, null);
  },
};
