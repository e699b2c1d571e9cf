import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { projectRoot } from '@mizan/runtime';
import { voicesOf, type Voices } from '../support/case-steps';
import { startLedger, type Ledger } from '../support/ledger-fixture';
import { ucdpFile } from '../support/ucdp-rows';

// A machine that does other things as well.
jest.setTimeout(60_000);

const sample = join(projectRoot(), '..', 'shared', 'data', 'incidents', 'ucdp_ged_afpak_sample.csv');
const csv = { 'content-type': 'text/csv' };

describe('incidents of a public source', () => {
  let ledger: Ledger;
  let as: Voices;

  beforeAll(async () => {
    ledger = await startLedger();
    as = await voicesOf(ledger, ['registrar', 'auditor', 'pk.sharer']);
  });
  afterAll(() => ledger.stop());

  const importFile = (
    body: string,
    { persona = 'registrar', query = '?format=ucdp-ged', headers = csv } = {},
  ) => as(persona)('POST', `/v1/incidents/imports${query}`, { body, headers });

  async function listed(path = '/v1/incidents'): Promise<Record<string, unknown>> {
    const { position } = (await as('auditor')('GET', '/v1/ledger/head')).body;
    const wait = typeof position === 'string' ? `${path.includes('?') ? '&' : '?'}waitFor=${position}` : '';
    const { status, body } = await as('auditor')('GET', path + wait);
    expect(status).toBe(200);
    return body;
  }

  it('are recorded once, odd rows flagged and unusable ones named', async () => {
    const file = ucdpFile([
      { ged_id: '11' },
      { ged_id: '12', deaths_low: '5' },
      { ged_id: '13', lat: '133.5' },
      { ged_id: '14', country: 'India' },
      { ged_id: '11' },
    ]);
    const first = await importFile(file);
    expect([first.status, first.body]).toEqual([
      200,
      {
        read: 5,
        imported: 3,
        alreadyPresent: 1,
        flagged: 2,
        rejected: [{ line: 6, reason: expect.stringMatching(/^lat: /) }],
      },
    ]);
    const again = await importFile(file);
    expect(again.body).toMatchObject({ read: 5, imported: 0, alreadyPresent: 4 });
    const { items, next } = (await listed()) as { items: Record<string, unknown>[]; next: unknown };
    expect(next).toBeNull();
    expect(items.map(({ sourceId }) => sourceId).sort()).toEqual(['11', '12', '14']);
    expect(items.find(({ sourceId }) => sourceId === '12')).toMatchObject({
      source: expect.stringMatching(/^UCDP/),
      tolls: [{ low: 5, best: 2, high: 3 }],
      flags: ['low-above-best'],
      actor: { id: 'registrar', party: null, role: 'registrar' },
      exercise: false,
    });
  });

  it('are listed page by page, in the order in which they were recorded', async () => {
    await importFile(ucdpFile([...Array(7).keys()].map((n) => ({ ged_id: String(100 + n) }))));
    const ids: unknown[] = [];
    const positions: bigint[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = (await listed(`/v1/incidents?limit=3${cursor && `&cursor=${cursor}`}`)) as {
        items: { sourceId: string; position: string }[];
        next: string | null;
      };
      ids.push(...page.items.map(({ sourceId }) => sourceId));
      positions.push(...page.items.map(({ position }) => BigInt(position)));
      cursor = page.next;
    }
    const own = ids.filter((id) => String(id).startsWith('10'));
    expect(own.sort()).toEqual(['100', '101', '102', '103', '104', '105', '106']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(positions).toEqual(positions.toSorted((a, b) => Number(a - b)));
    const early = (await listed(`/v1/incidents?asOf=${positions[1]}`)) as { items: unknown[]; asOf: string };
    expect([early.items.length, early.asOf]).toEqual([2, String(positions[1])]);
  });

  it('of a foreign, cut off or wrongly announced file are not recorded at all', async () => {
    const head = async () => (await as('auditor')('GET', '/v1/ledger/head')).body['position'];
    const before = await head();
    const whole = ucdpFile([{ ged_id: '21' }, { ged_id: '22' }]);
    const answers = [
      await importFile('stream,revision\na,0\n'),
      await importFile(''),
      await importFile(whole.slice(0, -20)),
      await importFile(whole, { query: '?format=acled' }),
      await importFile(whole, { query: '' }),
      await importFile(whole, { headers: { 'content-type': 'application/pdf' } }),
      await importFile(whole, { persona: 'pk.sharer' }),
    ];
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual([
      [422, 'FOREIGN_FILE'],
      [422, 'FOREIGN_FILE'],
      [422, 'FOREIGN_FILE'],
      [400, 'FORMAT_UNKNOWN'],
      [400, 'FORMAT_UNKNOWN'],
      [415, 'MEDIA_TYPE_UNSUPPORTED'],
      [403, 'ROLE_MAY_NOT'],
    ]);
    expect(answers[0]?.body['detail']).toMatch(/UCDP GED with the columns ged_id/);
    expect(await head()).toBe(before);
  });

  it('of the real sample are all accounted for', async () => {
    if (!existsSync(sample)) return console.warn(`Left out: ${sample} is not here.`);
    const file = readFileSync(sample, 'utf8');
    const { status, body } = await importFile(file);
    const { imported, rejected } = body as { imported: number; rejected: unknown[] };
    expect([status, body['read'], body['alreadyPresent'], imported + rejected.length]).toEqual([
      200, 187, 0, 187,
    ]);
    expect((await importFile(file)).body).toEqual({ ...body, imported: 0, alreadyPresent: imported });
  });
});
