import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { draft, postStep, voicesOf, type Voices } from '../support/case-steps';
import { startLedger, type Ledger } from '../support/ledger-fixture';
import { WebVisit } from '../support/web-visit';

jest.setTimeout(60_000);

const day = (date: number, time = '00:00') => `2026-10-${String(date).padStart(2, '0')}T${time}:00.000Z`;

/** One case acts in time, another is released only after the moment that is asked for. All of October 2026. */
describe('another moment up to which time has run', () => {
  let now = Date.parse(day(1));
  let ledger: Ledger;
  let as: Voices;
  let first: string;
  let second: string;

  beforeAll(async () => {
    ledger = await startLedger({ clock: { now: () => now } });
    as = await voicesOf(ledger, ['pk.sharer', 'pk.approver', 'af.recipient', 'tr.cochair']);
    const on = async (date: number, persona: string, ...step: [string, string, object?]) => {
      now = Date.parse(day(date));
      as = await voicesOf(ledger, ['pk.sharer', 'pk.approver', 'af.recipient', 'tr.cochair']);
      const [id, name, body] = step;
      const answer = await postStep(as(persona), id, name, body ? { body } : {});
      expect([name, answer.status]).toEqual([name, 200]);
      return answer;
    };
    first = await draft(as);
    second = await draft(as);
    await on(2, 'pk.approver', first, 'approval');
    await on(3, 'af.recipient', first, 'admission');
    await on(6, 'af.recipient', first, 'actions', { kind: 'raid', occurredAt: day(4, '12:00') });
    const last = await on(20, 'pk.approver', second, 'approval');
    now = Date.parse(day(21));
    as = await voicesOf(ledger, ['tr.cochair']);
    await as('tr.cochair')('GET', `/v1/shares?waitFor=${String(last.body['position'])}`);
  });
  afterAll(() => ledger.stop());

  const show = async (id: string, validAt: string) =>
    (await as('tr.cochair')('GET', `/v1/shares/${id}?validAt=${validAt}`)).body;

  it('shows a case as far as it had come by then', async () => {
    expect(await show(first, day(2))).toMatchObject({
      state: 'Delivered',
      deliveredAt: day(2),
      actions: [],
      outcome: { claimed: 'open' },
      asOf: expect.any(String),
      validAt: day(2),
    });
    expect(await show(first, day(5))).toMatchObject({
      state: 'ActionClaimed',
      outcome: { claimed: 'acted-in-time' },
      actions: [{ recordedAt: day(6) }],
    });
    const before = await show(first, day(1, '12:00'));
    expect(before).toMatchObject({ state: 'Draft', deliveredAt: null, deadline: null, hold: null });
    expect((before['events'] as { type: string }[]).map(({ type }) => type)).toEqual(['IntelligenceDrafted']);
  });

  it('lists cases by the state that they were in', async () => {
    const listed = async (query: string) => {
      const { body } = await as('tr.cochair')('GET', `/v1/shares?validAt=${day(10)}${query}`);
      return (body['items'] as { id: string; state: string }[]).map(({ id, state }) => [id, state]);
    };
    expect(await listed('')).toEqual([
      [first, 'ActionClaimed'],
      [second, 'Draft'],
    ]);
    expect(await listed('&state=Draft')).toEqual([[second, 'Draft']]);
    expect(await listed('&state=Delivered')).toEqual([]);
  });

  it('ends a replay', async () => {
    const replay = async (validAt: string) => {
      const { body } = await as('tr.cochair')('GET', `/v1/shares/${first}/replay?validAt=${validAt}`);
      expect(body).toMatchObject({ asOf: expect.stringMatching(/^\d+$/), validAt });
      return (body['states'] as { type: string }[]).map(({ type }) => type);
    };
    expect(await replay(day(1))).toEqual(['IntelligenceDrafted']);
    expect((await replay(day(5))).at(-1)).toBe('ShareAdmitted');
    expect((await replay(day(6))).slice(-2)).toEqual(['ActionTaken', 'DeadlineMet']);
  });

  it('makes one board, whose sentence and scorecard count the same cases', async () => {
    const text = await page(`/?validAt=${day(10)}`);
    expect(text).toContain('<body class="past">');
    expect(text).toContain('<strong>This is the past.</strong>');
    expect(text).toContain('Of 1 share released, 1 led to action');
    expect(text).toContain('1 draft counts nowhere.');
    expect(text).toContain('0 of 1 delivered cases');
    expect(text).toContain(`href="/cases/${first}?validAt=${encodeURIComponent(day(10))}"`);
  });

  it('is said to be the future where it is', async () => {
    const text = await page('/?validAt=2099-01-01T00:00:00Z');
    expect(text).toContain('<body class="future">');
    expect(text).toContain('<strong>This is the future.</strong>');
    expect(text).toContain('Of 2 shares released');
  });

  it('is one moment on all of a case page, and in its links', async () => {
    const text = await page(`/cases/${first}?validAt=${day(2)}`);
    expect(text).toContain('<span class="state">Delivered</span>');
    expect(text).not.toMatch(/Action claimed|Action taken|Raid/);
    expect(text).toContain(`href="/?validAt=${encodeURIComponent(day(2))}">Review board`);
    expect(await page(`/cases/${first}?validAt=${day(1)}`)).toContain('<span class="state">Draft</span>');
  });

  /** As a co-chair's browser gets it, blanks run together. */
  async function page(path: string): Promise<string> {
    const visit = new WebVisit();
    await visit.ask(`${ledger.url}/session`, {
      method: 'POST',
      body: new URLSearchParams({ persona: 'tr.cochair' }),
    });
    const answer = await visit.ask(ledger.url + path);
    expect(answer.status).toBe(200);
    return (await answer.text()).replaceAll(/\s+/g, ' ');
  }
});
