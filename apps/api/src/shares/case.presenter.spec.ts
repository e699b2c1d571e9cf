import { describe, expect, it } from '@jest/globals';
import type { Identity } from '@mizan/access';
import type { TimelineEntry } from '@mizan/read-models';
import { acted, exampleCase, examplePlace } from '../testing/case-example';
import { caseDetail, caseSummary } from './case.presenter';

const row = { view: exampleCase(), revision: 9n, position: 9_007_199_254_740_993n };
const validAt = '2026-11-10T00:00:00.000Z';
const pair = { asOf: null, validAt, asOfLabel: '9007199254740993', asked: { asOf: null, validAt: null } };
const reader: Identity = { id: 'tr.cochair', party: 'TR', role: 'co-chair', name: 'A co-chair' };
const parts = { reader, row, others: new Map<string, string>(), pair };

const entry: TimelineEntry = {
  id: 'e9',
  stream: 'share-0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69',
  type: 'ActionTaken',
  position: 9_007_199_254_740_993n,
  revision: 9n,
  recordedAt: '2026-11-03T01:00:00.000Z',
  occurredAt: acted,
  actor: { id: 'af.recipient', party: 'AF', role: 'recipient' },
  data: { place: examplePlace(), note: 'Secret note.' },
  exercise: true,
};

const summary = {
  id: '0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69',
  reference: 'PK-7F3A-Q2',
  sharer: 'PK',
  recipient: 'AF',
  kind: 'hideout',
  requestedAction: 'search',
  state: 'ActionClaimed',
  overlays: ['ActedBeforeAdmission', 'Exercise'],
  deliveredAt: '2026-11-01T00:00:00.000Z',
  deadline: { due: '2026-11-08T00:00:00.000Z', basis: row.view.deadline?.basis },
  outcome: { claimed: 'acted-in-time', contested: false, found: null },
  exercise: true,
  revision: '9',
  position: '9007199254740993',
};

describe('a row of the board', () => {
  it('has every number as decimal text, and no place', () => {
    expect(caseSummary(row, validAt)).toEqual(summary);
  });

  it('has no deadline while the case is returned', () => {
    const view = { ...exampleCase(2), returnedAt: '2026-11-02T00:00:00.000Z', state: 'Returned' } as const;
    expect(caseSummary({ ...row, view }, validAt)).toMatchObject({
      deadline: null,
      outcome: { claimed: 'returned' },
    });
    expect(caseSummary({ ...row, view }, '2026-11-01T12:00:00.000Z').deadline).toEqual(summary.deadline);
  });
});

describe('a case in detail', () => {
  it('shows everything to those who need it', () => {
    const place = examplePlace();
    const { view } = row;
    expect(caseDetail({ ...parts, sight: 'full', timeline: [entry] })).toEqual({
      ...summary,
      place,
      believed: 'Secret belief.',
      hold: view.hold,
      actions: view.actions,
      terms: { deadline: view.deadlineTerm, hold: view.holdTerms },
      grade: view.grade,
      marking: view.marking,
      strikes: [],
      supersededBy: null,
      events: [{ ...entry, position: '9007199254740993', revision: '9' }],
      asOf: '9007199254740993',
      validAt,
    });
  });

  it('shows squares to others, and not one word or finer figure', () => {
    const detail = caseDetail({ ...parts, sight: 'coarse', timeline: [entry] });
    expect(detail.place).toMatchObject({ mgrs: '42SWC16', precisionM: 10_000, radiusM: null, name: null });
    expect(detail.actions[0]?.place).toMatchObject({ mgrs: '42SWC16' });
    expect(detail.hold?.area).toEqual(detail.place);
    expect([detail.believed, detail.terms.hold, detail.hold?.reserved]).toEqual([null, null, []]);
    expect(detail.events.map((event) => 'data' in event)).toEqual([false]);
    const { lat, lon } = examplePlace();
    const text = JSON.stringify(detail);
    for (const secret of ['Secret', '1234', '6789', String(lat), String(lon)])
      expect(text).not.toContain(secret);
  });

  it.each([
    ['2026-10-31T23:59:59.999Z', 'Draft', null, null, 0],
    ['2026-11-01T00:00:00.000Z', 'Delivered', summary.deliveredAt, summary.deadline, 0],
    ['2026-11-03T00:00:00.000Z', 'ActionClaimed', summary.deliveredAt, summary.deadline, 1],
  ])('is at %s what it had come to by then: %s', (then, state, deliveredAt, deadline, actions) => {
    const detail = caseDetail({ ...parts, sight: 'full', timeline: [], pair: { ...pair, validAt: then } });
    expect(detail).toMatchObject({ state, deliveredAt, deadline, validAt: then });
    expect([detail.hold === null, detail.actions.length]).toEqual([deadline === null, actions]);
    expect(caseSummary(row, then)).toMatchObject({ state, deliveredAt, deadline });
  });

  it('of a draft has neither deadline nor hold yet, but its terms', () => {
    const detail = caseDetail({
      ...parts,
      row: { ...row, view: exampleCase(1) },
      sight: 'full',
      timeline: [],
    });
    expect([detail.state, detail.deadline, detail.hold]).toEqual(['Draft', null, null]);
    expect(detail.terms.deadline).toEqual({ within: 'P7D', by: null });
    expect(detail.terms.hold?.reserved).toEqual(['Secret carve-out.']);
  });

  it('names the case that supersedes it to those who may see that one, from when it does', () => {
    const supersededAt = '2026-11-04T00:00:00.000Z';
    const view = { ...row.view, supersededAt, supersededBy: 'newer' };
    const named = (others: ReadonlyMap<string, string>, at = validAt) =>
      caseDetail({
        ...parts,
        row: { ...row, view },
        sight: 'full',
        timeline: [{ ...entry, type: 'ShareSuperseded', data: { by: 'newer', reason: 'Better.' } }],
        others,
        pair: { ...pair, validAt: at },
      });
    const seen = named(new Map([['newer', 'PK-0000-00']]));
    expect([seen.supersededBy, seen.events[0]?.data]).toEqual([
      'PK-0000-00',
      { by: 'newer', reason: 'Better.' },
    ]);
    const unseen = named(new Map());
    expect([unseen.supersededBy, unseen.events[0]?.data]).toEqual([null, { by: null, reason: 'Better.' }]);
    const before = named(new Map([['newer', 'PK-0000-00']]), '2026-11-03T00:00:00.000Z');
    expect(before.supersededBy).toBeNull();
  });
});
