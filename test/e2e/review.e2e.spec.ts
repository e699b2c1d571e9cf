import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { postStep, draft, released, voicesOf, type Voices } from '../support/case-steps';
import type { Answer } from '../support/api-client';
import { startLedger, type Ledger } from '../support/ledger-fixture';

// A machine that does other things as well.
jest.setTimeout(60_000);

const day = 86_400_000;
const start = Date.parse('2026-11-01T08:00:00.000Z');

/** Two cases are released; one is acted on within its week, the other never is. Then ten days have passed. */
describe('the review', () => {
  let ledger: Ledger;
  let as: Voices;
  let now = start;
  let acted: string;
  let missed: string;
  let last: Answer;

  beforeAll(async () => {
    ledger = await startLedger({ clock: { now: () => now } });
    as = await voicesOf(ledger, [
      'pk.sharer',
      'pk.approver',
      'af.recipient',
      'af.sharer',
      'tr.cochair',
      'operator',
    ]);
    acted = await released(as);
    missed = await released(as);
    await draft(as);
    now = start + 2 * day;
    for (const step of ['acknowledgement', 'admission']) await postStep(as('af.recipient'), acted, step);
    last = await postStep(as('af.recipient'), acted, 'actions', { body: { kind: 'search' } });
    now = start + 10 * day;
  });
  afterAll(() => ledger.stop());

  const read = async (persona: string, path: string, query = '') =>
    as(persona)('GET', `/v1/review/${path}?waitFor=${String(last.body['position'])}${query}`);

  it('counts n of N over what was known, with its population', async () => {
    const { status, body } = await read('tr.cochair', 'scorecard');
    expect([status, body['population'], body['asOf']]).toEqual([200, 'real', last.body['position']]);
    expect((body['metrics'] as Record<string, unknown>)['actedInTimeClaimed']).toEqual({
      n: 1,
      N: 2,
      value: 0.5,
      contested: 0,
      found: null,
    });
    const exercise = await read('tr.cochair', 'scorecard', '&population=exercise');
    expect((exercise.body['metrics'] as Record<string, { N: number }>)['actedInTimeClaimed']?.N).toBe(0);
  });

  it('knows nothing of later events at an earlier moment', async () => {
    const instant = new Date(start + day).toISOString();
    const { body } = await read(
      'tr.cochair',
      'scorecard',
      `&asOf=${instant}&validAt=${new Date(now).toISOString()}`,
    );
    expect((body['metrics'] as Record<string, { n: number; N: number }>)['actedInTimeClaimed']).toMatchObject(
      {
        n: 0,
        N: 2,
      },
    );
  });

  it('lists what is overdue, the longest first, with its age', async () => {
    const { body } = await read('tr.cochair', 'overdue');
    expect(body['items']).toMatchObject([
      { id: missed, overdueMs: 3 * day, outcome: { claimed: 'not-acted', contested: false, found: null } },
    ]);
    const earlier = await read(
      'tr.cochair',
      'overdue',
      `&validAt=${new Date(start + 5 * day).toISOString()}`,
    );
    expect(earlier.body['items']).toEqual([]);
  });

  it('replays a case from the ledger, state after state', async () => {
    const { body } = await as('af.sharer')('GET', `/v1/shares/${acted}/replay`);
    const states = body['states'] as { type: string; state: string; outcome: { claimed: string } }[];
    expect(states.map(({ type, state }) => `${type} ${state}`)).toEqual([
      'IntelligenceDrafted Draft',
      'ReleaseApproved Draft',
      'HoldUndertakingGiven Draft',
      'CoordinatesShared Draft',
      'ShareDelivered Delivered',
      'DeadlineSet Delivered',
      'ShareAcknowledged Acknowledged',
      'ShareAdmitted Admitted',
      'ActionTaken ActionClaimed',
      'DeadlineMet ActionClaimed',
    ]);
    expect(states.at(-1)?.outcome).toEqual({ claimed: 'acted-in-time', contested: false, found: null });
  });

  it('is for those who review', async () => {
    expect((await read('operator', 'scorecard')).status).toBe(403);
    const strange = await read('tr.cochair', 'scorecard', '&population=both');
    expect([strange.status, strange.body['code']]).toEqual([400, 'VALIDATION_FAILED']);
  });
});
