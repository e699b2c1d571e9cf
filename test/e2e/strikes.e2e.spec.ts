import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { draft, postStep, released, shown, voicesOf, type Voices } from '../support/case-steps';
import { startLedger, type Ledger } from '../support/ledger-fixture';

// Several processes share the machine with this suite.
jest.setTimeout(60_000);

describe('a strike over HTTP', () => {
  let ledger: Ledger;
  let as: Voices;

  beforeAll(async () => {
    ledger = await startLedger();
    as = await voicesOf(ledger, [
      'pk.sharer',
      'pk.approver',
      'af.sharer',
      'af.recipient',
      'jvt.verifier',
      'tr.cochair',
      'operator',
    ]);
  });
  afterAll(() => ledger.stop());

  const allege = (body: object) =>
    as('af.sharer')('POST', '/v1/strikes', { body: { kind: 'alleged', ...body } });
  const say = (persona: string, strike: string, what: string, body?: object) =>
    as(persona)('POST', `/v1/strikes/${strike}/${what}`, body ? { body } : {});

  it('answers a case instead of an action, and is contested once it is denied', async () => {
    const id = await released(as);
    const alleged = await allege({ case: id, class: 'drone-strike', statement: 'Reported by the district.' });
    expect(alleged.status).toBe(201);
    expect(alleged.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      position: expect.stringMatching(/^\d+$/),
      revision: '1',
    });
    const strike = String(alleged.body['id']);
    const denied = await say('pk.sharer', strike, 'denial', { statement: 'Not ours.' });
    expect(denied.status).toBe(200);
    const { body } = await shown(as('tr.cochair'), id, denied);
    expect(body).toMatchObject({
      overlays: expect.arrayContaining(['StruckInstead', 'Contested']),
      outcome: { claimed: 'struck-instead', contested: true, found: null },
      strikes: [{ id: strike, by: 'PK', against: 'AF', class: 'drone-strike', status: 'denied' }],
    });
    const replay = await as('tr.cochair')('GET', `/v1/shares/${id}/replay`);
    const types = (replay.body['states'] as { type: string; outcome: object }[]).slice(6);
    expect(types).toMatchObject([
      { type: 'StrikeLinkedToCase', outcome: { claimed: 'struck-instead', contested: false } },
      { type: 'StrikeDenied', outcome: { claimed: 'struck-instead', contested: true } },
    ]);
  });

  it('is told, shown and listed to those concerned only', async () => {
    const notified = await as('pk.sharer')('POST', '/v1/strikes', { body: { kind: 'notified' } });
    const id = String(notified.body['id']);
    const show = (persona: string) =>
      as(persona)('GET', `/v1/strikes/${id}?waitFor=${String(notified.body['position'])}`);
    const shownTo = await show('af.recipient');
    expect(shownTo.headers.get('etag')).toBe('"0"');
    expect(shownTo.body).toMatchObject({ id, by: 'PK', against: 'AF', status: 'notified', linkedCases: [] });
    expect((await show('operator')).status).toBe(404);
    const listed = await Promise.all(
      ['jvt.verifier', 'operator'].map((persona) => as(persona)('GET', '/v1/strikes?limit=200')),
    );
    const ids = listed.map(({ body }) => (body['items'] as { id: string }[]).map((item) => item.id));
    expect([ids[0]?.includes(id), ids[1]]).toEqual([true, []]);
  });

  it('is admitted or denied by the accused side only', async () => {
    const { body } = await allege({});
    const own = await say('af.sharer', String(body['id']), 'denial');
    expect([own.status, own.body['code']]).toEqual([403, 'NOT_THE_ACCUSED']);
    const other = await say('jvt.verifier', String(body['id']), 'admission');
    expect([other.status, other.body['code']]).toEqual([403, 'ROLE_MAY_NOT']);
    expect((await say('pk.sharer', String(body['id']), 'admission')).status).toBe(200);
  });

  it('is linked to a case afterwards, by a verifier too', async () => {
    const id = await released(as);
    const { body } = await allege({});
    const linked = await say('jvt.verifier', String(body['id']), 'link', { case: id, reason: 'Same place.' });
    expect(linked.status).toBe(200);
    expect((await shown(as('pk.sharer'), id, linked)).body['strikes']).toHaveLength(1);
  });

  it('answers a case that was released a moment ago, before the board shows it', async () => {
    const id = await draft(as);
    const drafted = await as('pk.sharer')('GET', '/v1/ledger/head');
    await shown(as('pk.sharer'), id, drafted);
    const goOn = await ledger.pauseProjections();
    await postStep(as('pk.approver'), id, 'approval');
    const struck = await as('pk.sharer')('POST', '/v1/strikes', { body: { kind: 'notified', case: id } });
    goOn();
    expect([struck.status, struck.body['code']]).toEqual([201, undefined]);
    expect((await shown(as('pk.sharer'), id, struck)).body['strikes']).toHaveLength(1);
  });

  it('never gives a draft away', async () => {
    const id = await draft(as);
    const own = await as('pk.sharer')('POST', '/v1/strikes', { body: { kind: 'notified', case: id } });
    expect([own.status, own.body['code']]).toEqual([409, 'NOT_DELIVERED']);
    const other = await allege({ case: id });
    expect([other.status, other.body['code']]).toEqual([404, 'CASE_UNKNOWN']);
  });

  it('is not known under any other name', async () => {
    for (const id of ['0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69', 'x', 'PK-0000-00']) {
      const answer = await say('pk.sharer', id, 'denial');
      expect([answer.status, answer.body['code']]).toEqual([404, 'STRIKE_UNKNOWN']);
    }
  });

  it('is kept apart from acts: an action before it stays an action', async () => {
    const id = await released(as);
    await postStep(as('af.recipient'), id, 'nothing-found', { body: { note: 'Empty.' } });
    const struck = await as('pk.sharer')('POST', '/v1/strikes', { body: { kind: 'notified', case: id } });
    const { body } = await shown(as('tr.cochair'), id, struck);
    expect(body['outcome']).toEqual({ claimed: 'acted-and-struck', contested: false, found: null });
  });
});
