import { describe, expect, it } from '@jest/globals';
import type { Identity, Role } from '@mizan/access';
import { shareStream, strikeStream, type StrikeView } from '@mizan/domain';
import type { TimelineEntry } from '@mizan/read-models';
import { acted, exampleCase, examplePlace } from '../testing/case-example';
import { caseDetail } from './case.presenter';

const elsewhere = '7c0e4a51-0a53-4a39-8f55-6b1f0c7f2d11';
const example = exampleCase();
const strike: StrikeView = {
  id: '5d1c8a7e-2b7b-4d0a-9a0c-3f1e5b7a9c22',
  by: 'PK',
  against: 'AF',
  class: 'air-strike',
  occurredAt: acted,
  recordedAt: '2026-11-04T00:00:00.000Z',
  status: 'denied',
  alleged: true,
  linkedCases: [elsewhere, example.id],
  exercise: true,
};
const row = { view: { ...example, strikes: [strike] }, revision: 9n, position: 12n };
const validAt = '2026-11-10T00:00:00.000Z';

const entry = (position: bigint, stream: string, type: string, data: object): TimelineEntry => ({
  id: `e${position}`,
  stream,
  type,
  position,
  revision: position,
  recordedAt: '2026-11-04T00:00:00.000Z',
  occurredAt: null,
  actor: { id: 'af.sharer', party: 'AF', role: 'sharer' },
  data,
  exercise: true,
});
const struck = strikeStream(strike.id);
const timeline = [
  entry(1n, shareStream(example.id), 'ShareAdmitted', {}),
  entry(2n, struck, 'StrikeAlleged', { place: examplePlace(), statement: 'Secret statement.' }),
  entry(3n, struck, 'StrikeLinkedToCase', { caseId: elsewhere, reason: 'Secret reason.' }),
  entry(4n, struck, 'StrikeLinkedToCase', { caseId: example.id, reason: 'Secret reason, too.' }),
  entry(5n, struck, 'StrikeDenied', { statement: 'Secret denial.' }),
];

/** As a role reads it: the case is GREEN, what a strike says is for those who may know the strike. */
function read(role: Role, party: string | null, sight: 'full' | 'coarse') {
  const reader: Identity = { id: role, party, role, name: role };
  const pair = { asOf: null, validAt, asOfLabel: '12', asked: { asOf: null, validAt: null } };
  return caseDetail({ reader, row, sight, timeline, others: new Map(), pair });
}

describe('a strike, through a case that is marked more openly', () => {
  it.each([
    ['committee', 'full'],
    ['operator', 'coarse'],
  ] as const)('tells a reader such as a %s what the case counts, and no more', (role, sight) => {
    const { strikes, events, outcome } = read(role, null, sight);
    expect(strikes).toEqual([{ ...strike, linkedCases: [example.id] }]);
    expect(outcome).toEqual({ claimed: 'acted-and-struck', contested: true, found: null });
    expect(events.map(({ position, type, ...rest }) => [position, type, 'data' in rest])).toEqual([
      ['1', 'ShareAdmitted', sight === 'full'],
      ['2', 'StrikeAlleged', false],
      ['4', 'StrikeLinkedToCase', false],
      ['5', 'StrikeDenied', false],
    ]);
    expect(JSON.stringify([strikes, events])).not.toMatch(new RegExp(`Secret|WC|${elsewhere}`));
  });

  it.each([
    ['recipient', 'AF'],
    ['verifier', null],
    ['co-chair', 'TR'],
  ] as const)('hides nothing from a %s, who may know it', (role, party) => {
    const { strikes, events } = read(role, party, 'full');
    expect(strikes).toEqual([strike]);
    expect(events.map(({ data }) => data)).toEqual(timeline.map(({ data }) => data));
  });

  it('is told word for word only once the case itself lists it', () => {
    const late = entry(6n, strikeStream(elsewhere), 'StrikeAlleged', { statement: 'Secret.' });
    const reader: Identity = { id: 'c', party: 'TR', role: 'co-chair', name: 'C' };
    const pair = { asOf: null, validAt, asOfLabel: '12', asked: { asOf: null, validAt: null } };
    const detail = caseDetail({ reader, row, sight: 'full', timeline: [late], others: new Map(), pair });
    expect(detail.events.map((event) => 'data' in event)).toEqual([false]);
  });
});
