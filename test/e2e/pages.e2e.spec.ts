import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../support/browser';
import { draft, postStep, released, voicesOf, type Voices } from '../support/case-steps';
import { startLedger, type Ledger } from '../support/ledger-fixture';

// A browser starts slowly on a machine that does other things as well.
jest.setTimeout(90_000);

const script = '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">';

describe('pages in a browser', () => {
  let ledger: Ledger;
  let as: Voices;
  let browser: Browser | null;
  let acted: string;
  let drafted: string;
  let beforeAction: string;

  beforeAll(async () => {
    ledger = await startLedger();
    as = await voicesOf(ledger, ['pk.sharer', 'pk.approver', 'af.recipient', 'auditor']);
    acted = await released(as, { believed: script });
    drafted = await draft(as);
    await postStep(as('af.recipient'), acted, 'acknowledgement');
    const admitted = await postStep(as('af.recipient'), acted, 'admission');
    beforeAction = String(admitted.body['position']);
    const last = await postStep(as('af.recipient'), acted, 'actions', { body: { kind: 'raid' } });
    await as('auditor')('GET', `/v1/shares?waitFor=${String(last.body['position'])}`);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await ledger.stop();
  });

  /** A new session; fails on anything that the browser refuses or cannot load. */
  async function visit<T>(
    persona: string,
    look: (page: Page, context: BrowserContext) => Promise<T>,
  ): Promise<T | null> {
    if (!browser) return null;
    const context = await browser.newContext({ javaScriptEnabled: true });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (!/with a status of \d+/.test(message.text())) complaints.push(message.text());
    });
    page.on('response', (response) => {
      const isPage = response.request().resourceType() === 'document';
      if (response.status() >= 400 && !isPage) complaints.push(`${response.status()} ${response.url()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(ledger.url) && !request.url().startsWith('data:'))
        complaints.push(request.url());
    });
    await page.goto(ledger.url);
    await page.getByRole('button', { name: persona }).click();
    const result = await look(page, context);
    await context.close();
    expect(complaints).toEqual([]);
    return result;
  }

  it('ask who is reading, then answer the question of the board', async () => {
    await visit('tr.cochair', async (page) => {
      await page.waitForURL(`${ledger.url}/`);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
        'Did what was shared lead to action, or to a strike?',
      );
      expect(await page.locator('.reading').first().textContent()).toMatch(
        /Of 1 share released, 1 led to action/,
      );
      expect(await page.locator('.board tbody tr').count()).toBe(2);
      const row = page.locator('.board tbody tr', { hasText: 'Acted in time' });
      expect(await row.textContent()).toMatch(/PK →to\s+AF.*Hideout.*Search requested.*Action claimed/s);
      expect(await row.textContent()).toMatch(/PK \w{3} \d+ \w{3}, \d\d:\d\d \(\+05:00\).*AF .*\(\+04:30\)/s);
      await page.getByRole('button', { name: 'Change persona' }).click();
      await page.getByRole('button', { name: 'auditor' }).waitFor();
    });
  });

  it('show a case, its timeline and its replay, and let nothing written in it run', async () => {
    await visit('af.recipient', async (page) => {
      await page.locator('.board a').first().click();
      await page.getByRole('heading', { name: 'Replay' }).waitFor();
      expect(await page.locator('blockquote').textContent()).toBe(script);
      expect(await page.title()).toMatch(/^PK-\w{4}-\w{2} · Mizan$/);
      expect(await page.locator('.timeline li h3').allTextContents()).toContain('Action taken');
      expect(await page.locator('.replay tbody tr').count()).toBe(10);
      expect(await page.getByText('42S WC 1234 5678').first().isVisible()).toBe(true);
    });
  });

  it('go back to what was known', async () => {
    await visit('tr.cochair', async (page) => {
      await page.getByLabel('As known at').fill(beforeAction);
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      await page.getByText('This is the past.').waitFor();
      expect(await page.locator('body').getAttribute('class')).toBe('past');
      expect(await page.locator('.reading').first().textContent()).toMatch(
        /Of 1 share released, 0 led to action/,
      );
      await page.locator('.board tbody tr', { hasText: 'Admitted' }).getByRole('link').click();
      await page.getByRole('heading', { name: 'Replay' }).waitFor();
      expect(await page.getByText('This is the past.').isVisible()).toBe(true);
      expect(await page.locator('.timeline li h3').allTextContents()).not.toContain('Action taken');
      await page.getByRole('link', { name: 'Now', exact: true }).click();
      await page.getByRole('heading', { name: 'Action taken', exact: true }).waitFor();
    });
  });

  it('hide a draft from the other side, and say so as if it did not exist', async () => {
    await visit('af.sharer', async (page) => {
      expect(await page.locator('.board tbody tr').count()).toBe(1);
      const answer = await page.goto(`${ledger.url}/cases/${drafted}`);
      expect([answer?.status(), await page.getByRole('heading', { level: 1 }).textContent()]).toEqual([
        404,
        'Case unknown',
      ]);
    });
  });

  it.each([360, 1200])(
    'fit a screen of %d pixels whatever is written in them, and need no script',
    async (width) => {
      const endless = 'x'.repeat(4_000);
      const hold = { beyondDeadline: 'P3D', reserved: [endless.slice(0, 500)] };
      const place = { input: '42S WC 1234 5678', name: endless.slice(0, 200) };
      const wide = await released(as, { believed: endless, place, hold });
      const reason = endless.slice(0, 500);
      const body = { reason, defect: 'other' };
      const returned = await postStep(as('af.recipient'), wide, 'return', { body });
      await as('auditor')('GET', `/v1/shares?waitFor=${String(returned.body['position'])}`);
      await visit('tr.cochair', async (_page, context) => {
        const cookies = await context.cookies();
        const screen = await browser?.newContext({
          javaScriptEnabled: false,
          viewport: { width, height: 800 },
        });
        if (!screen) return;
        await screen.addCookies(cookies);
        const page = await screen.newPage();
        for (const path of ['/', `/cases/${acted}`, `/cases/${wide}`, '/api']) {
          await page.goto(ledger.url + path);
          await page.evaluate('document.querySelectorAll("details").forEach((one) => (one.open = true))');
          const shown = await page.evaluate<number>('document.documentElement.scrollWidth');
          expect([path, shown]).toEqual([path, width]);
        }
        await screen.close();
        expect(cookies).toMatchObject([{ name: 'mizan_session', httpOnly: true, sameSite: 'Strict' }]);
      });
    },
  );
});
