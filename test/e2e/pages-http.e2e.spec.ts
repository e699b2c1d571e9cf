import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startLedger, type Ledger } from '../support/ledger-fixture';

// A machine that does other things as well.
jest.setTimeout(60_000);

/** How a browser asks. */
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('pages over HTTP', () => {
  let ledger: Ledger;

  beforeAll(async () => {
    ledger = await startLedger();
  });
  afterAll(() => ledger.stop());

  const get = (path: string, headers: Record<string, string> = browser) =>
    fetch(ledger.url + path, { headers, redirect: 'manual' });

  const begin = (persona: string, headers: Record<string, string> = {}) =>
    fetch(`${ledger.url}/session`, {
      method: 'POST',
      headers: { ...browser, ...headers },
      body: new URLSearchParams({ persona }),
      redirect: 'manual',
    });

  it('ask who reads: every persona with its role, grouped by side', async () => {
    const page = await (await get('/')).text();
    expect([...page.matchAll(/name="persona" value="([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'pk.sharer',
      'pk.approver',
      'pk.recipient',
      'af.sharer',
      'af.approver',
      'af.recipient',
      'tr.cochair',
      'qa.cochair',
      'jvt.verifier',
      'registrar',
      'auditor',
      'operator',
    ]);
    expect(page).toMatch(/exercise identity provider/);
    expect((await get('/cases/anything')).headers.get('location')).toBe('/');
  });

  it('load nothing from elsewhere, run nothing, and are kept by nobody', async () => {
    const answer = await get('/');
    const page = await answer.text();
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(page).not.toMatch(/<script|\son\w+=|style="|https?:\/\//);
    const [, path = ''] = /rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
    const style = await get(path);
    expect([style.status, style.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    expect(await style.text()).not.toMatch(/url\(|@import/);
    expect((await get('/assets/other.css')).status).toBe(404);
  });

  it('begin and end a session', async () => {
    const begun = await begin('jvt.verifier');
    const cookie = begun.headers.get('set-cookie') ?? '';
    expect([begun.status, begun.headers.get('location')]).toEqual([303, '/']);
    expect(cookie).toMatch(/^mizan_session=[^;]+;.*HttpOnly; SameSite=Strict$/);
    const session = { ...browser, cookie: cookie.split(';')[0] ?? '' };
    expect(await (await get('/', session)).text()).toMatch(/Reading as <strong>Joint verification team</);
    const ended = await fetch(`${ledger.url}/session/end`, {
      method: 'POST',
      headers: session,
      redirect: 'manual',
    });
    expect(ended.headers.get('set-cookie')).toMatch(/^mizan_session=;/);
    const stale = { ...browser, cookie: 'mizan_session=nonsense' };
    expect(await (await get('/', stale)).text()).toMatch(/Choose a persona/);
  });

  it('refuse forms of other sites and personas that do not exist', async () => {
    const answers = await Promise.all([
      begin('tr.cochair', { 'sec-fetch-site': 'cross-site' }),
      begin('xx.sharer'),
      fetch(`${ledger.url}/session`, { method: 'POST', headers: browser }),
    ]);
    expect(answers.map(({ status, headers }) => [status, headers.get('set-cookie')])).toEqual([
      [403, null],
      [422, null],
      [422, null],
    ]);
  });

  it('say what is wrong as a page to a browser and as a problem to a program', async () => {
    const cookie = (await begin('tr.cochair')).headers.get('set-cookie')?.split(';')[0] ?? '';
    const named = { 'x-request-id': 'request-of-the-test' };
    for (const path of ['/nowhere', '/cases/PK-0000-00', '/?asOf=yesterday', '/?asOf=999999999999']) {
      const page = await get(path, { ...browser, ...named, cookie });
      const problem = await get(path, { accept: '*/*', cookie });
      expect([path, page.headers.get('content-type'), problem.headers.get('content-type')]).toEqual([
        path,
        'text/html; charset=utf-8',
        'application/problem+json; charset=utf-8',
      ]);
      const { status, title, detail } = (await problem.json()) as Record<string, string>;
      expect([page.status, page.status >= 400]).toEqual([status, true]);
      const text = await page.text();
      expect(text).toContain(`<h1>${title}</h1>`);
      expect(text).toContain('<code>request-of-the-test</code>');
      expect(text).toContain(detail?.replaceAll('"', '&quot;'));
    }
  });

  it('treat an empty moment as now, and bad parts of an address as none', async () => {
    const cookie = (await begin('operator')).headers.get('set-cookie')?.split(';')[0] ?? '';
    const pages = await Promise.all(
      ['/?asOf=', '/?page=-1&outcome=nonsense', '/?page=99&outcome=open'].map((path) =>
        get(path, { ...browser, cookie }),
      ),
    );
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await pages[0]?.text()).toMatch(/<body class="now/);
  });
});
