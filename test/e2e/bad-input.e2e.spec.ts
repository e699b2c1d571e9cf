import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { openControlDatabase, setActivity, SqlControl } from '@mizan/read-models';
import { databases } from '@mizan/runtime';
import { IDLE_MS } from '../../apps/api/src/ledger-access/ledger-busy';
import type { Answer, CallOptions } from '../support/api-client';
import { draft, postStep, released, voicesOf, type Voices } from '../support/case-steps';
import { exampleShare } from '../support/example-share';
import { startLedger, type Ledger } from '../support/ledger-fixture';

async function eventsIn(ledger: Ledger): Promise<number> {
  const ids: string[] = [];
  for await (const { id } of ledger.store.readAll()) ids.push(id);
  return ids.length;
}

/** Every refusal is a whole problem: stable type, code, sentence, and what to do. */
function expectProblem({ status, headers, body }: Answer, expected: readonly [number, string]): void {
  expect([status, body['code']]).toEqual(expected);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({
    type: `https://mizan.invalid/problems/${expected[1].toLowerCase().replaceAll('_', '-')}`,
    title: expect.stringMatching(/\w/),
    status: expected[0],
    detail: expect.stringMatching(/\w/),
    remedy: expect.stringMatching(/\w/),
    instance: expect.stringMatching(/^\//),
  });
}

// Several processes share the machine with this suite.
jest.setTimeout(60_000);

describe('bad input', () => {
  let ledger: Ledger;
  let as: Voices;
  let before: number;

  beforeAll(async () => {
    ledger = await startLedger();
    as = await voicesOf(ledger, ['pk.sharer', 'pk.approver', 'af.recipient', 'registrar', 'auditor']);
    await released(as);
    before = await eventsIn(ledger);
  });
  afterAll(() => ledger.stop());

  const share = (options: CallOptions) => as('pk.sharer')('POST', '/v1/shares', options);
  const json = { 'content-type': 'application/json' };

  it.each<[string, CallOptions, number, string]>([
    ['malformed JSON', { body: '{"kind": ', headers: json }, 400, 'JSON_MALFORMED'],
    ['JSON that is no object', { body: '"hideout"', headers: json }, 400, 'JSON_MALFORMED'],
    ['a list', { body: [exampleShare()] }, 400, 'VALIDATION_FAILED'],
    ['an empty list', { body: [] }, 400, 'VALIDATION_FAILED'],
    ['no body', {}, 400, 'VALIDATION_FAILED'],
    ['text', { body: 'a share', headers: { 'content-type': 'text/plain' } }, 415, 'MEDIA_TYPE_UNSUPPORTED'],
    ['10 MB', { body: exampleShare({ believed: 'x'.repeat(10_000_000) }) }, 413, 'BODY_TOO_LARGE'],
    [
      'a very deep body',
      { body: `${'['.repeat(9_000)}${']'.repeat(9_000)}`, headers: json },
      400,
      'BODY_UNREADABLE',
    ],
    ['a field nobody knows', { body: exampleShare({ munition: 'x' }) }, 400, 'VALIDATION_FAILED'],
    ['a wrong type', { body: exampleShare({ believed: 5 }) }, 400, 'VALIDATION_FAILED'],
    ['a prototype', { body: '{"__proto__":{"kind":"hideout"}}', headers: json }, 400, 'VALIDATION_FAILED'],
    [
      'a place outside the world',
      { body: exampleShare({ place: { input: '95, 70' } }) },
      400,
      'VALIDATION_FAILED',
    ],
    [
      'a square without its zone',
      { body: exampleShare({ place: { input: 'WC 12 34' } }) },
      400,
      'VALIDATION_FAILED',
    ],
    [
      'an impossible date',
      { body: exampleShare({ deadline: '2031-02-31T00:00:00Z' }) },
      400,
      'VALIDATION_FAILED',
    ],
    ['a past deadline', { body: exampleShare({ deadline: '2020-01-01T00:00:00Z' }) }, 422, 'DEADLINE_PAST'],
    ['a stranger as recipient', { body: exampleShare({ recipient: 'QA' }) }, 422, 'RECIPIENT_UNKNOWN'],
    [
      'a key that is no UUID',
      { body: exampleShare(), headers: { 'Idempotency-Key': '1' } },
      400,
      'HEADER_MALFORMED',
    ],
    [
      'an If-Match of no revision',
      { body: exampleShare(), headers: { 'If-Match': 'x' } },
      400,
      'HEADER_MALFORMED',
    ],
    [
      'an If-Match for a new case',
      { body: exampleShare(), headers: { 'If-Match': '"0"' } },
      412,
      'REVISION_STALE',
    ],
  ])('%s gets a clear answer and stores nothing', async (_, options, status, code) => {
    expectProblem(await share(options), [status, code]);
    expect(await eventsIn(ledger)).toBe(before);
  });

  it('names each faulty part', async () => {
    const { body } = await share({
      body: exampleShare({ kind: 'target', place: { input: 'nowhere', radiusM: 'far' }, deadline: 'soon' }),
    });
    const pointers = (body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers.sort()).toEqual(['/deadline', '/kind', '/place/input', '/place/radiusM']);
  });

  it.each<[string, string, number, string]>([
    ['GET', '/v1/nowhere', 404, 'ROUTE_UNKNOWN'],
    ['GET', '/v1/shares/%E0%A4%A', 400, 'REQUEST_MALFORMED'],
    ['PUT', '/v1/shares', 405, 'METHOD_NOT_ALLOWED'],
    ['DELETE', `/v1/shares/${randomUUID()}`, 405, 'METHOD_NOT_ALLOWED'],
    ['GET', `/v1/shares/${randomUUID()}`, 404, 'CASE_UNKNOWN'],
    ['GET', '/v1/shares/PK-0000-00', 404, 'CASE_UNKNOWN'],
    ['GET', "/v1/shares/x'%20or%201=1", 404, 'CASE_UNKNOWN'],
    ['GET', '/v1/shares?limit=0', 400, 'VALIDATION_FAILED'],
    ['GET', '/v1/shares?limit=201', 400, 'VALIDATION_FAILED'],
    ['GET', '/v1/shares?limit=5&limit=6', 400, 'VALIDATION_FAILED'],
    ['GET', '/v1/shares?colour=red', 400, 'VALIDATION_FAILED'],
    ['GET', '/v1/shares?state=Lost', 400, 'VALIDATION_FAILED'],
    ['GET', '/v1/shares?cursor=abc', 400, 'CURSOR_UNKNOWN'],
    ['GET', '/v1/shares?asOf=yesterday', 400, 'PARAMETER_INVALID'],
    ['GET', '/v1/shares?asOf=999999999999', 400, 'POSITION_UNKNOWN'],
    ['GET', '/v1/shares?asOf=9999999999999999999', 400, 'POSITION_UNKNOWN'],
    ['GET', '/v1/shares?validAt=2026-02-31T00:00:00Z', 400, 'PARAMETER_INVALID'],
    ['POST', `/v1/shares/${randomUUID()}/approval`, 403, 'ROLE_MAY_NOT'],
  ])('%s %s is answered with %i %s', async (method, path, status, code) => {
    expectProblem(await as('auditor')(method, path), [status, code]);
  });

  it('says which methods a path has', async () => {
    const { headers } = await as('auditor')('PATCH', '/v1/shares');
    expect(headers.get('allow')).toBe('GET, POST');
    expect([headers.get('content-type'), headers.get('etag')]).toEqual([
      'application/problem+json; charset=utf-8',
      null,
    ]);
  });

  describe('in a step', () => {
    it('is refused where no words are asked for', async () => {
      const id = await draft(as);
      const answer = await postStep(as('pk.approver'), id, 'approval', { body: { deadline: 'P1D' } });
      expectProblem(answer, [400, 'VALIDATION_FAILED']);
      expect(answer.body['errors']).toEqual([
        { pointer: '/deadline', detail: 'is not a field of this request' },
      ]);
    });

    it('is refused after the case was closed', async () => {
      const id = await released(as);
      const ask = (step: string) => postStep(as('af.recipient'), id, step, { body: { kind: 'search' } });
      expect((await ask('actions')).status).toBe(200);
      const close = await postStep(as('registrar'), id, 'closure', { body: { reason: 'Answered.' } });
      expect(close.status).toBe(200);
      expectProblem(await ask('undertaking'), [409, 'CASE_CLOSED']);
    });

    it.each<[string, unknown, number, string]>([
      ['actions', { kind: 'search', occurredAt: '2999-01-01T00:00:00Z' }, 422, 'OCCURRED_IN_FUTURE'],
      ['actions', { kind: 'air-strike' }, 400, 'VALIDATION_FAILED'],
      ['actions', { kind: 'search', results: { persons: -1 } }, 400, 'VALIDATION_FAILED'],
      ['actions', { kind: 'search', results: { persons: 1.5 } }, 400, 'VALIDATION_FAILED'],
      ['actions', { kind: 'search', occurredAt: '2026-11-24' }, 400, 'VALIDATION_FAILED'],
      ['nothing-found', { note: '\u0000' }, 400, 'VALIDATION_FAILED'],
      ['return', { defect: 'ugly', reason: 'x' }, 400, 'VALIDATION_FAILED'],
      ['declination', { reason: 'other' }, 400, 'VALIDATION_FAILED'],
    ])('%s %j is answered with %i %s', async (step, body, status, code) => {
      const id = await released(as);
      expectProblem(await postStep(as('af.recipient'), id, step, { body }), [status, code]);
    });
  });

  describe('while the ledger is busy', () => {
    const attempt = async () => {
      await pause(IDLE_MS);
      return share({ body: exampleShare() });
    };

    it('with an import, orders come back later and reads go on', async () => {
      const database = openControlDatabase(databases(ledger.settings).control);
      const control = new SqlControl(database);
      await control.setImport(true);
      const answer = await attempt();
      await control.setImport(false);
      await database.close();
      expectProblem(answer, [503, 'LEDGER_BUSY']);
      expect(answer.headers.get('retry-after')).toBe('5');
      expect((await attempt()).status).toBe(201);
    });

    it('with the demonstration, orders come back later', async () => {
      await setActivity(ledger.readDatabase, 'demonstration');
      const answers = [await attempt(), await as('auditor')('GET', '/v1/shares')];
      await setActivity(ledger.readDatabase, null);
      expect(answers.map(({ status }) => status)).toEqual([503, 200]);
    });
  });
});
