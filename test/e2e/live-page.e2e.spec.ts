import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser';
import { postStep, released, shown, voicesOf, type Voices } from '../support/case-steps';
import { startLedger, type Ledger } from '../support/ledger-fixture';

// A browser starts slowly on a machine that does other things as well.
jest.setTimeout(90_000);

let ledger: Ledger;
let as: Voices;
let browser: Browser | null;

beforeAll(async () => {
  ledger = await startLedger();
  as = await voicesOf(ledger, ['pk.sharer', 'pk.approver', 'af.recipient', 'tr.cochair']);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await ledger.stop();
});

async function signedIn(javaScriptEnabled: boolean) {
  const page = await (await (browser as Browser).newContext({ javaScriptEnabled })).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(ledger.url);
  await page.getByRole('button', { name: 'tr.cochair' }).click();
  await page.waitForURL(`${ledger.url}/`);
  return { page, complaints };
}

it('a page says how many entries came since it was read, and shows them when it is read again', async () => {
  const mine = await released(as);
  const other = await released(as);
  const { body } = await shown(
    as('tr.cochair'),
    other,
    await postStep(as('af.recipient'), other, 'acknowledgement'),
  );
  if (!browser) return;
  const { page, complaints } = await signedIn(true);
  await page.goto(`${ledger.url}/cases/${mine}`);
  const notice = page.getByRole('status');
  expect(await notice.isVisible()).toBe(false);
  await postStep(as('af.recipient'), String(body['id']), 'admission');
  await postStep(as('af.recipient'), mine, 'acknowledgement');
  await notice.getByText('One new entry since this page was read.').waitFor();
  await postStep(as('af.recipient'), mine, 'admission');
  await notice.getByText('2 new entries since this page was read.').waitFor();
  await notice.getByRole('link').click();
  await page.getByText('Admitted').first().waitFor();
  expect(await page.getByRole('status').isVisible()).toBe(false);
  expect(complaints).toEqual([]);
});

it('a page is whole without its script', async () => {
  if (!browser) return;
  const { page } = await signedIn(false);
  await released(as);
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  expect(await page.getByRole('status').isVisible()).toBe(false);
});
