import type { AssertedTime, CaseView, PlaceFact } from '@mizan/domain';
import { parsePlace } from '@mizan/geo';

/** A fictional place that can be read. */
export function examplePlace(): PlaceFact {
  const result = parsePlace({ input: '42S WC 12345 67890', radiusM: 500, name: 'Secret farm' });
  if ('problem' in result) throw new Error(result.problem.detail);
  return result.place;
}

export const acted: AssertedTime = {
  from: '2026-11-03T00:00:00.000Z',
  to: '2026-11-03T00:00:00.000Z',
  precision: 'second',
  verbatim: '2026-11-03T00:00:00Z',
  offset: 'Z',
};

/** A delivered case with one action, of which everything is filled in. */
export function exampleCase(changes: Partial<CaseView> = {}): CaseView {
  const place = examplePlace();
  const delivered = '2026-11-01T00:00:00.000Z';
  return {
    id: '0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69',
    reference: 'PK-7F3A-Q2',
    mechanism: 'doha-istanbul-2025',
    sharer: 'PK',
    recipient: 'AF',
    kind: 'hideout',
    place,
    believed: 'Secret belief.',
    requestedAction: 'search',
    deadlineTerm: { within: 'P7D', by: null },
    holdTerms: { area: place, beyondDeadline: 'P3D', reserved: ['Secret carve-out.'] },
    grade: { scheme: 'admiralty', reliability: 'B', credibility: '2', value: null },
    marking: { tlp: 'TLP:GREEN', handling: [], permissibleUse: null },
    exercise: true,
    draftedBy: 'pk.sharer',
    draftedAt: '2026-10-31T00:00:00.000Z',
    state: 'ActionClaimed',
    firstDeliveredAt: delivered,
    deliveredAt: delivered,
    acknowledgedAt: '2026-11-02T00:00:00.000Z',
    admittedAt: '2026-11-02T00:00:00.000Z',
    returnedAt: null,
    withdrawnAt: null,
    supersededBy: null,
    inadmissibleAt: null,
    declinedAt: null,
    undertakenAt: null,
    closedAt: null,
    deadline: { due: '2026-11-08T00:00:00.000Z', basis: 'P7D from delivery' },
    deadlineMetAt: null,
    deadlineMissedAt: null,
    hold: { from: delivered, until: '2026-11-11T00:00:00.000Z', reserved: ['Secret carve-out.'] },
    actions: [
      {
        eventId: 'e9',
        kind: 'search',
        nothingFound: false,
        occurredAt: acted,
        recordedAt: '2026-11-03T01:00:00.000Z',
        results: { persons: 2, items: null, sites: null },
        place,
        beforeAdmission: false,
        outstanding: [],
        challengedAt: null,
      },
    ],
    strikes: [],
    lateness: [],
    ...changes,
  };
}
