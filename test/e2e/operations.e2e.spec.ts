import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { answerRequest, answersIn, openControlDatabase, SqlControl } from '@mizan/read-models';
import { databases } from '@mizan/runtime';
import { released, voicesOf, type Voices } from '../support/case-steps';
import { startLedger, type Ledger } from '../support/ledger-fixture';

// A machine that does other things as well.
jest.setTimeout(60_000);

interface Projections {
  readonly items: readonly { readonly name: string; readonly state: string; readonly position: string }[];
  readonly rebuilds: readonly { readonly request: string; readonly state: string }[];
}

describe('operations', () => {
  let ledger: Ledger;
  let as: Voices;

  beforeAll(async () => {
    ledger = await startLedger();
    as = await voicesOf(ledger, ['operator', 'auditor', 'pk.sharer', 'pk.approver']);
    await released(as);
    const { position } = (await as('auditor')('GET', '/v1/ledger/head')).body;
    await as('auditor')('GET', `/v1/shares?waitFor=${String(position)}`);
  });
  afterAll(() => ledger.stop());

  const projections = async () =>
    (await as('operator')('GET', '/v1/operations/projections')).body as unknown as Projections;

  it('shows every projection and how far it is', async () => {
    const { position } = (await as('auditor')('GET', '/v1/ledger/head')).body;
    const { items } = await projections();
    expect(items.map(({ name, state }) => [name, state])).toEqual([
      ['cases', 'running'],
      ['incidents', 'running'],
      ['ledger', 'running'],
    ]);
    expect(items.every((item) => BigInt(item.position) >= BigInt(String(position)))).toBe(true);
  });

  it('asks the worker for rebuilds and shows what becomes of them', async () => {
    const one = await as('operator')('POST', '/v1/operations/projections/cases/rebuild');
    expect([one.status, one.body]).toEqual([
      202,
      {
        request: expect.stringMatching(/^[0-9a-f-]{36}$/),
        requests: [{ projection: 'cases', request: one.body['request'] }],
      },
    ]);
    expect((await projections()).rebuilds).toMatchObject([
      { request: one.body['request'], state: 'waiting' },
    ]);
    const database = openControlDatabase({ ...databases(ledger.settings).control, readOnly: true });
    const [request] = await new SqlControl(database).pending(answersIn(ledger.readDatabase));
    await database.close();
    if (!request) throw new Error('The worker sees no request.');
    await answerRequest(ledger.readDatabase, request, { state: 'done' });
    expect((await projections()).rebuilds).toMatchObject([{ request: one.body['request'], state: 'done' }]);
    const all = await as('operator')('POST', '/v1/operations/projections/all/rebuild');
    expect((all.body['requests'] as { projection: string }[]).map(({ projection }) => projection)).toEqual([
      'cases',
      'incidents',
      'ledger',
    ]);
    const unknown = await as('operator')('POST', '/v1/operations/projections/nothing/rebuild');
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'PROJECTION_UNKNOWN']);
  });

  it('is for operators; auditors may look', async () => {
    const asked = await Promise.all([
      as('auditor')('GET', '/v1/operations/projections'),
      as('auditor')('POST', '/v1/operations/projections/all/rebuild'),
      as('pk.sharer')('GET', '/v1/operations/status'),
    ]);
    expect(asked.map(({ status }) => status)).toEqual([200, 403, 403]);
  });

  it('says how the installation is, and how far reading lags behind', async () => {
    const idle = (await as('operator')('GET', '/v1/operations/status')).body;
    expect(idle).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      node: process.version,
      pid: process.pid,
      uptimeS: expect.any(Number),
      eventStore: { connection: ledger.settings.eventStore, embedded: true, problem: null },
      ledger: {
        head: expect.stringMatching(/^\d+$/),
        readable: expect.stringMatching(/^\d+$/),
        recordedAt: expect.stringMatching(/Z$/),
      },
      lag: { events: 0, more: false },
      activity: null,
      importing: false,
      memory: { rss: expect.any(Number), heapUsed: expect.any(Number), external: expect.any(Number) },
    });
    const resume = await ledger.pauseProjections();
    await released(as);
    expect((await as('operator')('GET', '/v1/operations/status')).body['lag']).toEqual({
      events: 6,
      more: false,
    });
    resume();
  });
});
