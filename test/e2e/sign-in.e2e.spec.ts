import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { typed } from '../../apps/cli/src/testing/typed';
import type { Answer } from '../support/api-client';
import { startLedger } from '../support/ledger-fixture';
import { CLI_CLIENT, TEST_MACHINE } from '../support/oidc-provider';
import {
  AUDIENCE,
  now,
  reasonOf,
  startProviderLedger,
  type ProviderLedger,
} from '../support/provider-ledger';

// Other suites run on the same machine.
jest.setTimeout(90_000);

const machine = { id: 'ingest-bot', party: null, role: 'registrar', name: 'Machine of the test' };

describe('tokens of a provider of somebody else', () => {
  let at: ProviderLedger;

  beforeAll(async () => {
    at = await startProviderLedger();
  });
  afterAll(() => at.stop());

  const signed = (changes = {}) => at.provider.sign(at.claims(changes));

  it('are to be had where the api says', async () => {
    expect((await at.ask({}, '/v1/sign-in')).body).toEqual({
      issuer: at.provider.issuer,
      audience: AUDIENCE,
      embedded: false,
      cliClientId: CLI_CLIENT,
    });
  });

  it('speak for machines', async () => {
    expect((await at.bearing(await at.provider.machineToken())).body).toEqual(machine);
  });

  it('are refused with the reason, which is written down, and the token is not', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const header = { alg: 'RS256', typ: 'at+jwt', kid: 'x' };
    const cases: [string, string][] = [
      [await signed(), '200 undefined'],
      [await signed({ exp: now() - 10 }), '401 TOKEN_EXPIRED'],
      [await new SignJWT(at.claims()).setProtectedHeader(header).sign(privateKey), '401 TOKEN_FOREIGN'],
      [await signed({ iss: 'https://evil.example' }), '401 TOKEN_FOREIGN'],
      [new UnsecuredJWT(at.claims()).encode(), '401 TOKEN_UNSIGNED'],
      [await at.provider.machineToken('urn:somewhere:else'), '401 TOKEN_AUDIENCE'],
      ['not-a-token', '401 TOKEN_INVALID'],
      [await signed({ mizan_role: 'gardener' }), '403 IDENTITY_UNMAPPED'],
      [await signed({ mizan_role: ['auditor', 'operator'] }), '403 IDENTITY_AMBIGUOUS'],
    ];
    const answers: Answer[] = [];
    for (const [token] of cases) answers.push(await at.bearing(token));
    expect(answers.map(reasonOf)).toEqual(cases.map(([, reason]) => reason));
    console.log(`Tokens refused: ${answers.slice(1).map(reasonOf).join(', ')}`);
    expect(answers[7]?.body).toMatchObject({
      subject: 'somebody',
      detail: expect.stringContaining('The claim "mizan_role" holds no role of this ledger.'),
    });
    const refusals = at.audit().filter(({ event }) => event === 'refused');
    expect(refusals.map(({ status, reason }) => `${String(status)} ${String(reason)}`)).toEqual(
      cases.slice(1).map(([, reason]) => reason),
    );
    expect(refusals[0]).toMatchObject({ who: null, method: 'GET', route: '/v1/whoami', from: '127.0.0.1' });
    const text = JSON.stringify(at.audit());
    expect(cases.filter(([token]) => text.includes(token))).toEqual([]);
  });

  it('are known also after the provider has changed its keys, and the old ones are not', async () => {
    const old = await signed({ sub: 'under-the-old-key' });
    expect((await at.bearing(await signed({ sub: 'before' }))).status).toBe(200);
    await at.provider.rotate();
    const fresh = await signed({ sub: 'under-the-new-key' });
    // An unknown key is asked for at most every few seconds.
    const deadline = Date.now() + 60_000;
    while ((await at.bearing(fresh)).status !== 200 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 250));
    expect((await at.bearing(fresh)).body['id']).toBe('under-the-new-key');
    expect(reasonOf(await at.bearing(old))).toBe('401 TOKEN_FOREIGN');
  });

  it('cannot be checked while the provider is away, and can once it is back', async () => {
    const { oidc } = at.ledger.settings;
    const back = at.provider.fail();
    const late = await startLedger({ settings: { oidc } });
    const headers = { authorization: `Bearer ${await signed({ sub: 'late' })}` };
    const away = await fetch(`${late.url}/v1/whoami`, { headers });
    back();
    const here = await fetch(`${late.url}/v1/whoami`, { headers });
    await late.stop();
    expect([away.status, away.headers.get('retry-after'), await away.json(), here.status]).toEqual([
      503,
      '5',
      expect.objectContaining({ code: 'IDENTITY_PROVIDER_UNREACHABLE' }),
      200,
    ]);
  });

  it('are fetched by the command line, for a machine', async () => {
    const env = {
      MIZAN_URL: at.ledger.url,
      MIZAN_CLIENT_ID: TEST_MACHINE.clientId,
      MIZAN_CLIENT_SECRET: TEST_MACHINE.clientSecret,
    };
    const known = await typed(['whoami', '--json'], env);
    expect([known.code, JSON.parse(known.out)]).toEqual([0, machine]);
    const given = await typed(['whoami', '--json'], {
      MIZAN_URL: at.ledger.url,
      MIZAN_TOKEN: await signed(),
    });
    expect([given.code, JSON.parse(given.out)]).toEqual([0, expect.objectContaining({ id: 'somebody' })]);
    const wrong = await typed(['whoami'], { ...env, MIZAN_CLIENT_SECRET: 'guess' });
    expect([wrong.code, wrong.err]).toEqual([4, expect.stringContaining('(invalid_client)')]);
    const persona = await typed(['whoami', '--as', 'auditor'], env);
    expect([persona.code, persona.err]).toEqual([4, expect.stringContaining('sign in at a provider there')]);
    const noSecret = await typed(['whoami'], { ...env, MIZAN_CLIENT_SECRET: '' });
    expect([noSecret.code, noSecret.err]).toEqual([2, expect.stringContaining('its secret is missing')]);
    const nobody = await typed(['whoami'], { MIZAN_URL: at.ledger.url });
    expect([nobody.code, nobody.err]).toEqual([4, expect.stringContaining('somebody who is speaking')]);
  });
});
