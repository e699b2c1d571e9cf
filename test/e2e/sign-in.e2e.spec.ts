import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { dataFiles } from '@mizan/runtime';
import { generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import type { Browser } from 'playwright-core';
import { callerAs, type Answer } from '../support/api-client';
import { openBrowser } from '../support/browser';
import { startLedger, type Ledger } from '../support/ledger-fixture';
import { PROVIDER_CLIENT, startOidcProvider, type TestProvider } from '../support/oidc-provider';
import { WebVisit } from '../support/web-visit';

// A browser and two servers share the machine with this suite.
jest.setTimeout(90_000);

describe('sign-in at a provider of somebody else', () => {
  let provider: TestProvider;
  let ledger: Ledger;
  let browser: Browser | null;

  beforeAll(async () => {
    provider = await startOidcProvider();
    const { issuer } = provider;
    const oidc = { issuer, ...PROVIDER_CLIENT, audience: 'urn:mizan:ledger', scope: 'openid profile' };
    ledger = await startLedger({ settings: { oidc } });
    provider.register(`${ledger.url}/session/callback`);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await ledger.stop();
    await provider.stop();
  });

  const asking = async (headers: Record<string, string>, path = '/v1/whoami', method = 'GET') =>
    (await callerAs(ledger, null))(method, path, { headers });
  const bearing = (token: string) => asking({ authorization: `Bearer ${token}` });
  const words = ({ status, body }: Answer) => `${String(status)} ${String(body['code'])}`;
  const audit = () =>
    readFileSync(dataFiles(ledger.settings.dataDir).audit, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  const now = () => Math.floor(Date.now() / 1000);
  const claims = (changes: JWTPayload = {}): JWTPayload => ({
    iss: provider.issuer,
    aud: 'urn:mizan:ledger',
    sub: 'somebody',
    mizan_role: 'auditor',
    iat: now() - 60,
    exp: now() + 60,
    ...changes,
  });

  it('tells programs where tokens come from', async () => {
    expect((await asking({}, '/v1/sign-in')).body).toEqual({
      issuer: provider.issuer,
      audience: 'urn:mizan:ledger',
      embedded: false,
    });
  });

  it('knows machines by their client credentials', async () => {
    expect((await bearing(await provider.machineToken())).body).toEqual({
      id: 'ingest-bot',
      party: null,
      role: 'registrar',
      name: 'Machine of the test',
    });
  });

  it('refuses tokens, each with its reason, and writes down the refusal and no token', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const foreign = new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: 'x' });
    const cases: [string, string][] = [
      [await provider.sign(claims()), '200 undefined'],
      [await provider.sign(claims({ exp: now() - 10 })), '401 TOKEN_EXPIRED'],
      [await foreign.sign(privateKey), '401 TOKEN_FOREIGN'],
      [await provider.sign(claims({ iss: 'https://evil.example' })), '401 TOKEN_FOREIGN'],
      [new UnsecuredJWT(claims()).encode(), '401 TOKEN_UNSIGNED'],
      [await provider.machineToken('urn:somewhere:else'), '401 TOKEN_AUDIENCE'],
      ['not-a-token', '401 TOKEN_INVALID'],
      [await provider.sign(claims({ mizan_role: 'gardener' })), '403 IDENTITY_UNMAPPED'],
      [await provider.sign(claims({ mizan_role: ['auditor', 'operator'] })), '403 IDENTITY_AMBIGUOUS'],
    ];
    const answers: Answer[] = [];
    for (const [token] of cases) answers.push(await bearing(token));
    expect(answers.map(words)).toEqual(cases.map(([, reason]) => reason));
    console.log(`Tokens: ${answers.slice(1).map(words).join(', ')}`);
    expect(answers[7]?.body).toMatchObject({
      subject: 'somebody',
      detail: expect.stringContaining('The claim "mizan_role" holds no role of this ledger.'),
    });
    const refused = cases.slice(1).map(([, reason]) => reason.split(' '));
    expect(audit().filter(({ event }) => event === 'refused')).toMatchObject(
      refused.map(([status, reason]) => ({ status: Number(status), reason, who: null, route: '/v1/whoami' })),
    );
    const text = readFileSync(dataFiles(ledger.settings.dataDir).audit, 'utf8');
    expect(cases.filter(([token]) => text.includes(token))).toEqual([]);
  });

  it('follows a provider that changes its keys', async () => {
    const old = await provider.sign(claims({ sub: 'under-the-old-key' }));
    expect((await bearing(await provider.sign(claims({ sub: 'before' })))).status).toBe(200);
    await provider.rotate();
    const fresh = await provider.sign(claims({ sub: 'under-the-new-key' }));
    // An unknown key is asked for at most every few seconds.
    const deadline = Date.now() + 60_000;
    while ((await bearing(fresh)).status !== 200 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 250));
    expect((await bearing(fresh)).body['id']).toBe('under-the-new-key');
    expect(words(await bearing(old))).toBe('401 TOKEN_FOREIGN');
  });

  it('signs people in over HTTP, and sends them back to the page they asked for', async () => {
    const visit = new WebVisit();
    const isHome = (url: URL) => url.origin === ledger.url && !url.pathname.startsWith('/session');
    const asked = await visit.ask(`${ledger.url}/cases/PK-0000-00?asOf=1`);
    const begin = new URL(asked.headers.get('location') ?? '', ledger.url);
    expect((await visit.signIn(begin.href, 'person-1', isHome)).href).toBe(
      `${ledger.url}/cases/PK-0000-00?asOf=1`,
    );
    expect((await asking({ cookie: visit.cookie })).body).toEqual({
      id: 'person-1',
      party: 'PK',
      role: 'sharer',
      name: 'Officer of the test',
    });
    const secret = visit.cookieOf('mizan_session') ?? '';
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(audit())).not.toContain(secret);
    const mine = await asking({ cookie: visit.cookie, 'sec-fetch-site': 'cross-site' }, '/v1/shares', 'POST');
    expect(words(mine)).toBe('403 FORM_FROM_ELSEWHERE');
  });

  it('signs nobody in who did not begin here, answers twice, or is nobody to this ledger', async () => {
    const isCallback = (url: URL) => url.pathname === '/session/callback';
    const visit = new WebVisit();
    const callback = await visit.signIn(`${ledger.url}/session/begin`, 'person-1', isCallback);
    const stolen = await new WebVisit().ask(callback.href);
    const forged = new URL(callback);
    forged.searchParams.set('state', 'another');
    const other = new WebVisit();
    await other.ask(`${ledger.url}/session/begin`);
    const foreign = await other.ask(forged.href);
    const first = await visit.ask(callback.href);
    const second = await visit.ask(callback.href);
    expect([stolen.status, foreign.status, first.status, second.status]).toEqual([401, 401, 303, 401]);
    expect([other.cookieOf('mizan_session'), await stolen.text()]).toEqual([
      undefined,
      expect.stringContaining('was not begun in this browser'),
    ]);
    const partyless = new WebVisit();
    const last = await partyless.signIn(`${ledger.url}/session/begin`, 'person-3', isCallback);
    const page = await partyless.ask(last.href);
    expect([page.status, await page.text()]).toEqual([
      403,
      expect.stringContaining('names none of PK, AF, and a recipient needs one'),
    ]);
  });

  it('says that the provider is away, and goes on once it is back', async () => {
    const oidc = { ...ledger.settings.oidc, issuer: provider.issuer } as NonNullable<
      typeof ledger.settings.oidc
    >;
    const back = provider.fail();
    const late = await startLedger({ settings: { oidc } });
    const token = await provider.sign(claims({ sub: 'late' }));
    const ask = async () =>
      (await callerAs(late, null))('GET', '/v1/whoami', { headers: { authorization: `Bearer ${token}` } });
    const away = await ask();
    back();
    const here = await ask();
    await late.stop();
    expect([words(away), away.headers.get('retry-after'), here.body['id']]).toEqual([
      '503 IDENTITY_PROVIDER_UNREACHABLE',
      '5',
      'late',
    ]);
  });

  it('signs people in with a browser, until an operator ends their session', async () => {
    if (!browser) return;
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(ledger.url);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.waitForURL(`${provider.issuer}/interaction/**`);
    await page.getByPlaceholder('Enter any login').fill('person-1');
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(`${ledger.url}/`);
    expect(await page.locator('.reader').textContent()).toContain('Officer of the test');
    const session = (await context.cookies()).find(({ name }) => name === 'mizan_session');
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });

    const headers = { authorization: `Bearer ${await provider.sign(claims({ mizan_role: 'operator' }))}` };
    const { items } = (await asking(headers, '/v1/sessions')).body as {
      items: { id: string; holder: object }[];
    };
    expect(items[0]?.holder).toMatchObject({ id: 'person-1', party: 'PK', role: 'sharer' });
    expect((await asking(headers, `/v1/sessions/${items[0]?.id ?? ''}`, 'DELETE')).status).toBe(204);
    const cookie = `mizan_session=${session?.value ?? ''}`;
    expect(words(await asking({ cookie }))).toBe('401 SESSION_ENDED');
    await page.reload();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await context.close();
  });
});
