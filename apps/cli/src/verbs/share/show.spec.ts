import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Case, Place } from '@mizan/api-client';
import { fakeServer, type FakeServer } from '../../testing/fake-server';
import { typed } from '../../testing/typed';

const place: Place = {
  verbatim: "34°07.2'N 69°08.1'E",
  format: 'DDM',
  datum: 'WGS84',
  lat: 34.12,
  lon: 69.135,
  precisionM: 185,
  radiusM: 500,
  mgrs: '42SWC124754',
  method: null,
  collectedAt: null,
  name: 'Fictional farm',
  controlledBy: null,
};

const square: Place = {
  ...place,
  verbatim: '42SWC17',
  mgrs: '42SWC17',
  precisionM: 10_000,
  radiusM: null,
  name: null,
};

const shared: Case = {
  id: '0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69',
  reference: 'PK-7F3A-Q2',
  sharer: 'PK',
  recipient: 'AF',
  kind: 'cache',
  requestedAction: 'seizure',
  state: 'Delivered',
  overlays: [],
  deliveredAt: '2026-11-01T00:00:00.000Z',
  deadline: { due: '2026-11-08T00:00:00.000Z', basis: 'P7D after delivery' },
  outcome: { claimed: 'open', contested: false, found: null },
  exercise: false,
  revision: '5',
  position: '9',
  asOf: '9',
  validAt: '2026-11-02T00:00:00.000Z',
  place,
  believed: 'A cache in a disused farm.',
  hold: {
    area: { ...place, radiusM: null, name: null },
    from: '2026-11-01T00:00:00.000Z',
    until: '2026-11-11T00:00:00.000Z',
    reserved: ['Self-defence', 'Pursuit'],
  },
  actions: [],
  terms: { deadline: { within: 'P7D', by: null }, hold: null },
  grade: { scheme: 'admiralty', reliability: 'B', credibility: '2', value: null },
  marking: { tlp: 'TLP:AMBER', handling: ['NOFORN'], permissibleUse: 'LAW-ENFORCEMENT-ACTION' },
  strikes: [],
  supersededBy: null,
  events: [],
};

let server: FakeServer;
beforeAll(async () => void (server = await fakeServer()));
afterAll(() => server.close());

async function shown(changes: Partial<Case>): Promise<string[]> {
  server.answer('GET /v1/shares/PK-1', { ...shared, ...changes });
  const { code, out } = await typed(['share', 'show', 'PK-1', '--as', 'tr.cochair'], {
    MIZAN_URL: server.url,
  });
  expect(code).toBe(0);
  return out.split('\n');
}

it('shows an officer how a case is marked, where it is, how it is graded and what is held', async () => {
  expect((await shown({})).slice(0, 11)).toEqual([
    'Case      PK-7F3A-Q2 (0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69)',
    'From, to  PK → AF',
    'Kind      cache, asked for: seizure',
    'Marking   TLP:AMBER, LAW-ENFORCEMENT-ACTION, NOFORN',
    "Place     34°07.2'N 69°08.1'E (MGRS 42SWC124754, 185 m, radius 500 m), Fictional farm",
    'Believed  A cache in a disused farm.',
    'Grade     B2 (admiralty)',
    'State     Delivered',
    'Due       2026-11-08 00:00:00Z (P7D after delivery)',
    "Hold      until 2026-11-11 00:00:00Z over 34°07.2'N 69°08.1'E (MGRS 42SWC124754, 185 m); reserved: Self-defence; Pursuit",
    'Outcome   claimed: open',
  ]);
});

it('shows the square outside need-to-know, and a draft without a hold', async () => {
  const grade = { scheme: 'icd-203', reliability: null, credibility: null, value: 'likely' } as const;
  const lines = await shown({ place: square, believed: null, hold: null, marking: null, grade });
  expect(lines).toContain('Place     42SWC17 (10000 m)');
  expect(lines).toContain('Marking   TLP:RED (unmarked)');
  expect(lines).toContain('Grade     likely (icd-203)');
  expect(lines.filter((line) => /^(Hold|Believed)/.test(line))).toEqual([]);
});
