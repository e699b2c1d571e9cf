import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { exampleShare } from '../support/example-share';
import { draft, postStep, released, shown, voicesOf, type Voices } from '../support/case-steps';
import { startLedger, type Ledger } from '../support/ledger-fixture';

const personas = [
  'pk.sharer',
  'pk.approver',
  'pk.recipient',
  'af.sharer',
  'af.approver',
  'af.recipient',
  'tr.cochair',
  'jvt.verifier',
  'registrar',
  'auditor',
  'operator',
];

// Several processes share the machine with this suite.
jest.setTimeout(60_000);

describe('a share over HTTP', () => {
  let ledger: Ledger;
  let as: Voices;

  beforeAll(async () => {
    ledger = await startLedger();
    as = await voicesOf(ledger, personas);
  });
  afterAll(() => ledger.stop());

  it('goes from a draft to an action in time', async () => {
    const key = randomUUID();
    const drafted = await as('pk.sharer')('POST', '/v1/shares', {
      body: exampleShare(),
      headers: { 'Idempotency-Key': key },
    });
    expect(drafted.status).toBe(201);
    expect(drafted.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      reference: expect.stringMatching(/^PK-[0-9A-Z]{4}-[0-9A-Z]{2}$/),
      position: expect.stringMatching(/^\d+$/),
      revision: '0',
    });
    const id = drafted.body['id'] as string;
    expect(drafted.headers.get('location')).toBe(`/v1/shares/${id}`);
    expect(drafted.headers.get('etag')).toBe('"0"');

    const approved = await postStep(as('pk.approver'), id, 'approval');
    expect([approved.status, approved.body['revision']]).toEqual([200, '5']);
    for (const step of ['acknowledgement', 'admission'])
      expect((await postStep(as('af.recipient'), id, step)).status).toBe(200);
    const acted = await postStep(as('af.recipient'), id, 'actions', {
      body: { kind: 'raid', results: { persons: 2 } },
    });
    expect(acted.status).toBe(200);

    const show = await shown(as('tr.cochair'), id, acted);
    expect(show.status).toBe(200);
    expect(show.headers.get('etag')).toBe(`"${String(acted.body['revision'])}"`);
    expect(show.body).toMatchObject({
      id,
      reference: drafted.body['reference'],
      sharer: 'PK',
      recipient: 'AF',
      state: 'ActionClaimed',
      outcome: { claimed: 'acted-in-time', contested: false, found: null },
      deadline: { due: expect.stringMatching(/Z$/), basis: expect.any(String) },
      place: { verbatim: '42S WC 1234 5678', mgrs: '42SWC12345678', radiusM: 500 },
      exercise: false,
      revision: acted.body['revision'],
      position: acted.body['position'],
    });
    const types = (show.body['events'] as { type: string }[]).map(({ type }) => type);
    expect(types).toEqual([
      'IntelligenceDrafted',
      'ReleaseApproved',
      'HoldUndertakingGiven',
      'CoordinatesShared',
      'ShareDelivered',
      'DeadlineSet',
      'ShareAcknowledged',
      'ShareAdmitted',
      'ActionTaken',
      'DeadlineMet',
    ]);
  });

  it('still takes the report of what was done before it was withdrawn, and its challenge', async () => {
    const id = await released(as);
    const occurredAt = new Date().toISOString();
    const withdrawn = await postStep(as('pk.sharer'), id, 'withdrawal', {
      body: { reason: 'No longer true.' },
    });
    expect((await shown(as('auditor'), id, withdrawn)).body).toMatchObject({
      outcome: { claimed: 'withdrawn' },
    });
    const acted = await postStep(as('af.recipient'), id, 'actions', { body: { kind: 'raid', occurredAt } });
    expect((await shown(as('auditor'), id, acted)).body).toMatchObject({
      overlays: expect.arrayContaining(['Withdrawn']),
      outcome: { claimed: 'acted-in-time', contested: false },
      actions: [{ afterWithdrawal: true }],
    });
    const challenged = await postStep(as('pk.sharer'), id, 'challenge', {
      body: { reason: 'Nobody saw it.' },
    });
    expect((await shown(as('auditor'), id, challenged)).body).toMatchObject({ outcome: { contested: true } });
  });

  it('is found by its reference, and at any moment of its past', async () => {
    const id = await draft(as);
    const approved = await postStep(as('pk.approver'), id, 'approval');
    const now = await shown(as('pk.sharer'), id, approved);
    const reference = String(now.body['reference']);
    expect((await shown(as('pk.sharer'), reference.toLowerCase())).body['id']).toBe(id);
    const [first] = now.body['events'] as { position: string; recordedAt: string }[];
    const then = await as('pk.sharer')('GET', `/v1/shares/${id}?asOf=${first?.position}`);
    expect(then.body).toMatchObject({ state: 'Draft', asOf: first?.position, validAt: first?.recordedAt });
    expect(then.body['events']).toHaveLength(1);
  });

  it('is replayed from the ledger itself', async () => {
    const id = await released(as);
    const acknowledged = await postStep(as('af.recipient'), id, 'acknowledgement');
    const { body } = await as('auditor')(
      'GET',
      `/v1/shares/${id}/replay?waitFor=${String(acknowledged.body['position'])}`,
    );
    const states = body['states'] as { type: string; state: string; deadline: unknown }[];
    expect(states.map(({ type, state }) => `${type} ${state}`)).toEqual([
      'IntelligenceDrafted Draft',
      'ReleaseApproved Draft',
      'HoldUndertakingGiven Draft',
      'CoordinatesShared Draft',
      'ShareDelivered Delivered',
      'DeadlineSet Delivered',
      'ShareAcknowledged Acknowledged',
    ]);
    expect(states[0]?.deadline).toBeNull();
    expect(states[5]?.deadline).toEqual({ due: expect.any(String), basis: expect.any(String) });
  });

  describe('under an Idempotency-Key', () => {
    const key = randomUUID();
    const post = (body: unknown) =>
      as('pk.sharer')('POST', '/v1/shares', { body, headers: { 'Idempotency-Key': key } });

    it('is stored once, and answered alike', async () => {
      const first = await post(exampleShare());
      const again = await post(Object.fromEntries(Object.entries(exampleShare()).reverse()));
      expect([again.status, again.body]).toEqual([201, first.body]);
    });

    it('is refused with another body', async () => {
      const { status, body } = await post(exampleShare({ believed: 'Something else.' }));
      expect([status, body['code']]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    });
  });

  it('answers a step again under its key, whatever happened since', async () => {
    const id = await released(as);
    const headers = { 'Idempotency-Key': randomUUID(), 'If-Match': '"5"' };
    const first = await postStep(as('af.recipient'), id, 'acknowledgement', { headers });
    await postStep(as('af.recipient'), id, 'admission');
    const again = await postStep(as('af.recipient'), id, 'acknowledgement', { headers });
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  it('refuses a stale If-Match and shows what came since', async () => {
    const id = await released(as);
    await postStep(as('af.recipient'), id, 'acknowledgement');
    const { status, body, headers } = await postStep(as('af.recipient'), id, 'admission', {
      headers: { 'If-Match': '"5"' },
    });
    expect([status, body['code'], body['current'], headers.get('etag')]).toEqual([
      412,
      'REVISION_STALE',
      '6',
      '"6"',
    ]);
    expect(body['since']).toMatchObject([{ type: 'ShareAcknowledged', revision: '6' }]);
  });

  describe('in the wrong hands', () => {
    it.each([
      ['af.recipient', 'approval', 403, 'ROLE_MAY_NOT'],
      ['pk.recipient', 'acknowledgement', 403, 'NOT_YOUR_SIDE'],
      ['af.sharer', 'withdrawal', 403, 'NOT_YOUR_SIDE'],
      ['registrar', 'admission', 403, 'ROLE_MAY_NOT'],
    ])('of %s it takes no %s', async (persona, step, status, code) => {
      const id = await released(as);
      const body = step === 'withdrawal' ? { body: { reason: 'No longer true.' } } : {};
      const answer = await postStep(as(persona), id, step, body);
      expect([answer.status, answer.body['code']]).toEqual([status, code]);
    });

    it('is not approved by the other side, which does not even learn of it', async () => {
      const id = await draft(as);
      const answer = await postStep(as('af.approver'), id, 'approval');
      expect([answer.status, answer.body['code']]).toEqual([404, 'CASE_UNKNOWN']);
    });
  });

  it('is hidden while it is a draft', async () => {
    const drafted = await as('pk.sharer')('POST', '/v1/shares', { body: exampleShare() });
    const id = String(drafted.body['id']);
    await shown(as('auditor'), id, drafted);
    const sights = await Promise.all(
      personas.map(async (persona) => [persona, (await shown(as(persona), id)).status]),
    );
    expect(Object.fromEntries(sights)).toEqual({
      'pk.sharer': 200,
      'pk.approver': 200,
      'pk.recipient': 200,
      'af.sharer': 404,
      'af.approver': 404,
      'af.recipient': 404,
      'tr.cochair': 200,
      'jvt.verifier': 404,
      registrar: 404,
      auditor: 200,
      operator: 404,
    });
    const { body } = await as('af.recipient')('GET', '/v1/shares?limit=200');
    expect((body['items'] as { id: string }[]).map((item) => item.id)).not.toContain(id);
    const stale = await postStep(as('af.sharer'), id, 'withdrawal', {
      body: { reason: 'x' },
      headers: { 'If-Match': '"9"' },
    });
    expect(stale.status).toBe(404);
  });

  it('shows its place as a square outside need-to-know, and no words', async () => {
    const id = await draft(as, { marking: { tlp: 'TLP:GREEN' } });
    const approved = await postStep(as('pk.approver'), id, 'approval');
    const { status, body } = await shown(as('operator'), id, approved);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      place: { mgrs: '42SWC15', precisionM: 10_000, name: null },
      hold: { area: { mgrs: '42SWC15', precisionM: 10_000, name: null }, reserved: [] },
      believed: null,
    });
    expect(JSON.stringify(body)).not.toMatch(/fictional|12345678|1234 5678/i);
    expect((await shown(as('operator'), await released(as))).status).toBe(404);
  });

  it('fills pages of what a reader may see', async () => {
    for (let count = 0; count < 3; count++) await draft(as);
    const answer = await as('pk.sharer')('POST', '/v1/shares', { body: exampleShare() });
    const ids: string[] = [];
    let cursor = '';
    do {
      const query = `limit=2&waitFor=${String(answer.body['position'])}${cursor && `&cursor=${cursor}`}`;
      const page = await as('pk.sharer')('GET', `/v1/shares?${query}`);
      const items = page.body['items'] as { id: string }[];
      expect(items.length).toBeLessThanOrEqual(2);
      ids.push(...items.map((item) => item.id));
      cursor = (page.body['next'] as string | null) ?? '';
    } while (cursor !== '');
    const whole = await as('pk.sharer')('GET', '/v1/shares?limit=200');
    expect(ids).toEqual((whole.body['items'] as { id: string }[]).map((item) => item.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(answer.body['id']);
  });

  it('can be worked on before the read side knows of it', async () => {
    const resume = await ledger.pauseProjections();
    const id = await draft(as);
    expect((await postStep(as('pk.approver'), id, 'approval')).status).toBe(200);
    const acknowledged = await postStep(as('af.recipient'), id, 'acknowledgement');
    expect(acknowledged.status).toBe(200);
    expect((await shown(as('pk.sharer'), id)).status).toBe(404);
    resume();
    expect((await shown(as('pk.sharer'), id, acknowledged)).body['state']).toBe('Acknowledged');
  });
});
