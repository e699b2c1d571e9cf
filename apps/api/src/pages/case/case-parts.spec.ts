import { describe, expect, it } from '@jest/globals';
import type { PlaceFact } from '@mizan/domain';
import { dataFacts } from './data-facts';
import { eventFacts } from './event-facts';
import { caseFacts, placeFacts } from './shared-facts';

const place = {
  verbatim: `36° 30.6' N, 72° 49.2' E`,
  format: 'DDM',
  datum: 'WGS84',
  lat: 36.51,
  lon: 72.82,
  precisionM: 185.2,
  radiusM: 500,
  mgrs: '43SCA0442',
  method: null,
  collectedAt: null,
  name: null,
  controlledBy: null,
} as const;

const lines = (data: unknown) =>
  dataFacts(data).map(({ label, value, note }) => `${label}: ${String(value)}${note ? ` (${note})` : ''}`);

describe('what an event says, as lines', () => {
  it('reads codes, lengths, grades, markings and places as words', () => {
    expect(
      lines({
        reference: 'PK-7F3A-Q2',
        kind: 'person-or-group-presence',
        requestedAction: 'search',
        deadline: { within: 'P6D', by: null },
        hold: { area: place, beyondDeadline: 'PT36H', reserved: [] },
        grade: { scheme: 'admiralty', reliability: 'B', credibility: '2', value: null },
        marking: { tlp: 'TLP:RED', handling: [], permissibleUse: 'VERIFY-ONLY' },
      }),
    ).toEqual([
      'Kind: Person or group presence',
      'Requested action: Search',
      'Deadline, within: 6 days',
      `Hold, area: 36° 30.6' N, 72° 49.2' E (MGRS 43SCA0442)`,
      'Hold, beyond deadline: 1 day 12 hours',
      'Grade: B2 (admiralty)',
      'Marking: TLP:RED (Verify only)',
    ]);
  });

  it('leaves texts as they were written, and shows a time as an element', () => {
    expect(
      lines({ reason: 'no-access they say', note: '', results: { persons: 2, items: null, sites: 0 } }),
    ).toEqual(['Reason: no-access they say', 'Results, persons: 2', 'Results, sites: 0']);
    expect(lines({ due: '2026-11-14T09:30:00.000Z' })).toEqual([
      'Due: <time datetime="2026-11-14T09:30:00.000Z">14 Nov 2026, 09:30 UTC</time>',
    ]);
    expect(dataFacts(undefined)).toEqual([]);
  });

  it('shows only a square outside need-to-know', () => {
    expect(placeFacts({ ...place, mgrs: '43SCA04' }, false)).toEqual([
      { label: 'Place', value: '43SCA04', note: 'only the square, outside need-to-know' },
    ]);
    expect(placeFacts(place, true).map(({ value }) => value)).toEqual([
      place.verbatim,
      '43SCA0442',
      '185.2 m',
    ]);
  });

  it('says what the hold covers where it is not the place of the case', () => {
    const grade = { scheme: 'admiralty', reliability: 'B', credibility: '2', value: null } as const;
    const given = { from: '2026-11-01T00:00:00.000Z', until: '2026-11-14T09:30:00.000Z', reserved: [] };
    const covered = (area: PlaceFact, full: boolean) =>
      caseFacts({ place, grade, marking: null, hold: { area, ...given } }, full)
        .filter(({ label }) => label === 'Hold covers')
        .map(({ value, note }) => [value, note]);
    const other = { ...place, verbatim: '42S WC 1 1', mgrs: '42SWC11', radiusM: null };
    expect(covered(place, true)).toEqual([]);
    expect(covered(other, true)).toEqual([['42S WC 1 1', 'MGRS 42SWC11, not the place above']]);
    expect(covered({ ...place, radiusM: 50 }, true)).toEqual([
      [place.verbatim, 'MGRS 43SCA0442, uncertainty radius 50 m, not the place above'],
    ]);
    expect(covered({ ...other, verbatim: '42SWC11' }, false)).toEqual([['42SWC11', 'not the place above']]);
  });
});

describe('a case that an event names', () => {
  const from = { id: 'own', others: new Map([['seen', 'PK-7F3A-Q2']]), asked: { asOf: '17', validAt: null } };
  const facts = (type: string, data?: unknown) =>
    eventFacts({ type, data }, from).map(({ label, value }) => `${label}: ${String(value)}`);
  const linked = '<a href="/cases/seen?asOf=17">PK-7F3A-Q2</a>';

  it('is a link where the reader may see it, and any other case otherwise', () => {
    expect(facts('ShareSuperseded', { by: 'seen', reason: 'Better.' })).toEqual([
      `By: ${linked}`,
      'Reason: Better.',
    ]);
    expect(facts('ShareSuperseded', { by: null, reason: '' })).toEqual(['By: another case']);
    expect(facts('StrikeLinkedToCase', { caseId: 'seen', reason: 'Near.' })).toEqual([
      `Other case: ${linked}`,
      'Reason: Near.',
    ]);
    expect(facts('StrikeLinkedToCase', { caseId: 'unseen', reason: '' })).toEqual([
      'Other case: another case',
    ]);
  });

  it('is not named on its own page, nor where the reader may not know the event', () => {
    expect(facts('StrikeLinkedToCase', { caseId: 'own', reason: 'Near.' })).toEqual(['Reason: Near.']);
    expect(facts('StrikeLinkedToCase')).toEqual([]);
    expect(facts('StrikeAlleged', { by: 'PK', statement: 'Seen.' })).toEqual(['By: PK', 'Statement: Seen.']);
  });
});
