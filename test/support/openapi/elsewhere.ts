import type { ProblemCode } from '../../../apps/api/src/openapi/problems/catalogue';
import { ReadDatabaseProblem, type ReadDatabaseProblemCode } from '@mizan/read-models';
import { Problem } from '../../../apps/api/src/http/problem';
import { FLOW_COOKIE, flowText, SIGN_IN_WAY } from '../../../apps/api/src/identity';
import { UnsecuredJWT } from 'jose';
import type { Came } from './described-api';
import { sent, type Attempt, type Provocation } from './provocations';
import { requestTo } from './requests';
import type { Api } from '../../../apps/api/src/create-api';

/** Nobody listens there. */
const issuer = 'http://127.0.0.1:9';
const oidc = {
  issuer,
  clientId: 'mizan',
  clientSecret: null,
  audience: 'urn:mizan:ledger',
  scope: 'openid',
  cliClientId: null,
};

let api: Promise<Api> | null = null;

/** An api that signs people in at a provider that cannot be reached. */
function abroad({ stage }: Attempt): Promise<Api> {
  return (api ??= stage.another({ oidc }));
}

/** Errors of signing in at a provider. */
export const elsewhere: Partial<Record<ProblemCode, Provocation>> = {
  SIGN_IN_ELSEWHERE: async (attempt) =>
    attempt.error.place.method === 'post' ? abroadAsked(attempt, {}) : sent(attempt),
  SIGN_IN_FAILED: (attempt) => abroadAsked(attempt, {}),
  IDENTITY_PROVIDER_UNREACHABLE: async (attempt) => {
    if (attempt.error.place.path.startsWith('/session')) return abroadAsked(attempt, await flow(attempt));
    const token = new UnsecuredJWT({ iss: issuer, sub: 'x' }).setExpirationTime('1h').encode();
    const [, body = ''] = token.split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'at+jwt' })).toString('base64url');
    return abroadAsked(attempt, { authorization: `Bearer ${header}.${body}.c2lnbmF0dXJl` });
  },
};

let limited: Promise<Api> | null = null;

/** Asked of an api that has taken all the requests of a minute that one address may send. */
export const tooMany: Provocation = async (attempt) => {
  const { stage, error, scene } = attempt;
  const { url } = await (limited ??= stage.another({ rateLimit: 1 }));
  for (;;) {
    const came = await stage.send(requestTo(error.place, scene), url);
    if (came.status === 429) return came;
    await stage.send({ method: 'get', path: '/health/live' }, url);
  }
};

/** The way back from a provider, which says here what is put into its mouth. */
export const atCallback: Provocation = async (attempt) => {
  const { code } = attempt.error;
  if (code === 'IDENTITY_UNMAPPED' || code === 'IDENTITY_AMBIGUOUS') {
    const words = { detail: 'Injected.', remedy: 'None.', extra: { subject: 'somebody' } };
    return finishing(attempt, () => Promise.reject(new Problem({ code, status: 403, ...words })));
  }
  attempt.stage.faults.database = new ReadDatabaseProblem(code as ReadDatabaseProblemCode, injected);
  try {
    return await finishing(attempt, () => Promise.resolve(somebody));
  } finally {
    attempt.stage.faults.database = null;
  }
};

const injected = { detail: 'Injected.', remedy: 'None.' };
const somebody = { id: 'tr.cochair', party: 'TR', role: 'co-chair', name: 'Co-chair' };

async function finishing(attempt: Attempt, finish: () => Promise<unknown>): Promise<Came> {
  const { app } = await abroad(attempt);
  const { provider } = app.get<{ provider: { finish: () => Promise<unknown> } }>(SIGN_IN_WAY);
  const usual = provider.finish.bind(provider);
  provider.finish = finish;
  try {
    return await abroadAsked(attempt, await flow(attempt));
  } finally {
    provider.finish = usual;
  }
}

let published: Promise<Api> | null = null;

/** Figures are open on a machine of one's own; elsewhere they ask who is asking. */
export const figuresElsewhere: Provocation = async (attempt) => {
  const { stage, error, scene } = attempt;
  const { url } = await (published ??= stage.another({ publicUrl: 'http://127.0.0.1:1' }));
  const who = error.code === 'ROLE_MAY_NOT' ? await stage.session('pk.sharer') : {};
  return stage.send({ ...requestTo(error.place, scene), headers: who }, url);
};

async function abroadAsked(attempt: Attempt, headers: Record<string, string>): Promise<Came> {
  const { url } = await abroad(attempt);
  const request = requestTo(attempt.error.place, attempt.scene);
  return attempt.stage.send({ ...request, headers: { ...request.headers, ...headers } }, url);
}

/** A sign-in that this browser has begun. */
async function flow(attempt: Attempt): Promise<Record<string, string>> {
  const { app } = await abroad(attempt);
  const { name } = app.get<{ name: string }>(FLOW_COOKIE);
  const text = flowText({ state: 's', nonce: 'n', verifier: 'v'.repeat(43), to: '/' });
  return { cookie: `${name}=${text}` };
}
