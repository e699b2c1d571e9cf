import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser';
import { reasonOf, startProviderLedger, type ProviderLedger } from '../support/provider-ledger';
import { WebVisit } from '../support/web-visit';

// A browser starts slowly on a machine that does other things as well.
jest.setTimeout(90_000);

const isCallback = (url: URL) => url.pathname === '/session/callback';

describe('people whom a provider signs in', () => {
  let at: ProviderLedger;
  let begin: string;
  let browser: Browser | null;

  beforeAll(async () => {
    at = await startProviderLedger();
    begin = `${at.ledger.url}/session/begin`;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await at.stop();
  });

  it('go on with the page they asked for', async () => {
    const visit = new WebVisit();
    const page = `${at.ledger.url}/cases/PK-0000-00?asOf=1`;
    const asked = await visit.ask(page);
    const first = new URL(asked.headers.get('location') ?? '', at.ledger.url);
    expect((await visit.signIn(first.href, 'person-1', ({ href }) => href === page)).href).toBe(page);
    expect((await at.ask({ cookie: visit.cookie })).body).toEqual({
      id: 'person-1',
      party: 'PK',
      role: 'sharer',
      name: 'Officer of the test',
    });
    const secret = visit.cookieOf('mizan_session') ?? '';
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(at.audit())).not.toContain(secret);
    const elsewhere = { cookie: visit.cookie, 'sec-fetch-site': 'cross-site' };
    expect(reasonOf(await at.ask(elsewhere, '/v1/shares', 'POST'))).toBe('403 FORM_FROM_ELSEWHERE');
  });

  it('are those who began in this browser, once', async () => {
    const visit = new WebVisit();
    const callback = await visit.signIn(begin, 'person-1', isCallback);
    const stolen = await new WebVisit().ask(callback.href);
    const other = new WebVisit();
    await other.ask(begin);
    const foreign = await other.ask(callback.href);
    const doubtful = new WebVisit();
    const changed = await doubtful.signIn(begin, 'person-1', isCallback);
    changed.searchParams.set('state', 'another');
    const mixed = await doubtful.ask(changed.href);
    const first = await visit.ask(callback.href);
    const second = await visit.ask(callback.href);
    expect([stolen, foreign, mixed, first, second].map(({ status }) => status)).toEqual([
      401, 401, 401, 303, 401,
    ]);
    expect(other.cookieOf('mizan_session')).toBeUndefined();
    expect(await stolen.text()).toContain('was not begun in this browser');
  });

  it('may say no, and may be nobody to this ledger', async () => {
    const refusing = new WebVisit();
    const { origin, searchParams } = await refusing.signIn(begin, 'person-1', isCallback);
    await refusing.ask(begin);
    const denied = `${origin}/session/callback?error=access_denied&state=${searchParams.get('state') ?? ''}`;
    expect((await refusing.ask(denied)).status).toBe(401);
    const partyless = new WebVisit();
    const last = await partyless.signIn(begin, 'person-3', isCallback);
    const page = await partyless.ask(last.href);
    expect([page.status, partyless.cookieOf('mizan_session')]).toEqual([403, undefined]);
    expect(await page.text()).toContain('names none of PK, AF, and a recipient needs one');
    expect(at.audit().map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['SIGN_IN_FAILED', 'IDENTITY_UNMAPPED']),
    );
  });

  it('use their browser, until they sign out or an operator ends their session', async () => {
    if (!browser) return;
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(at.ledger.url);
    await signIn(page, `${at.provider.issuer}/interaction/**`);
    await page.waitForURL(`${at.ledger.url}/`);
    expect(await page.locator('.reader').textContent()).toContain('Officer of the test');
    const session = (await context.cookies()).find(({ name }) => name === 'mizan_session');
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    // The provider still knows them.
    await page.getByRole('button', { name: 'Sign out' }).waitFor();

    const operator = await at.provider.sign(at.claims({ mizan_role: 'operator' }));
    const headers = { authorization: `Bearer ${operator}` };
    const { items } = (await at.ask(headers, '/v1/sessions')).body as {
      items: { id: string; holder: object }[];
    };
    expect(items[0]?.holder).toMatchObject({ id: 'person-1', party: 'PK', role: 'sharer' });
    expect((await at.ask(headers, `/v1/sessions/${items[0]?.id ?? ''}`, 'DELETE')).status).toBe(204);
    await page.reload();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await context.close();
  });
});

/** On the provider's own pages. */
async function signIn(page: Page, interaction: string): Promise<void> {
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.waitForURL(interaction);
  await page.getByPlaceholder('Enter any login').fill('person-1');
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}
