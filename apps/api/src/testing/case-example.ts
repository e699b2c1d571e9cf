import {
  foldCase,
  isRefused,
  shareDecider,
  type Actor,
  type AssertedTime,
  type CaseView,
  type PlaceFact,
  type RecordedShareEvent,
  type ShareCommand,
} from '@mizan/domain';
import { parsePlace } from '@mizan/geo';

const id = '0b5a7a2e-6a1c-4f6e-9a55-1d2f3c4b5a69';

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

const actor = (who: string, party: string, role: string): Actor => ({ id: who, party, role });
const sharer = actor('pk.sharer', 'PK', 'sharer');
const approver = actor('pk.approver', 'PK', 'approver');
const recipient = actor('af.recipient', 'AF', 'recipient');

/** Drafted, released and acted on, in the words of the deciders' own orders. */
function orders(): readonly ShareCommand[] {
  const place = examplePlace();
  return [
    {
      type: 'DraftIntelligence',
      now: '2026-10-31T00:00:00.000Z',
      actor: sharer,
      reference: 'PK-7F3A-Q2',
      mechanism: 'doha-istanbul-2025',
      recipient: 'AF',
      kind: 'hideout',
      place,
      believed: 'Secret belief.',
      requestedAction: 'search',
      deadline: { within: 'P7D', by: null },
      hold: { area: place, beyondDeadline: 'P3D', reserved: ['Secret carve-out.'] },
      verificationWindow: 'P3D',
      grade: { scheme: 'admiralty', reliability: 'B', credibility: '2', value: null },
      marking: { tlp: 'TLP:GREEN', handling: [], permissibleUse: null },
    },
    { type: 'ApproveRelease', now: '2026-11-01T00:00:00.000Z', actor: approver },
    {
      type: 'ReportAction',
      now: '2026-11-03T01:00:00.000Z',
      actor: recipient,
      kind: 'search',
      occurredAt: acted,
      results: { persons: 2, items: null, sites: null },
      place,
    },
  ];
}

/** A case after the first `steps` of draft, release and action: by default all three. An exercise. */
export function exampleCase(steps = 3): CaseView {
  let state = shareDecider.initialState;
  let view: CaseView | null = null;
  for (const [step, order] of orders().slice(0, steps).entries()) {
    const decision = shareDecider.decide(order, state);
    if (isRefused(decision)) throw new Error(decision.refused);
    for (const [index, fact] of decision.entries()) {
      const metadata = { ...fact.metadata, recordedAt: order.now, actor: order.actor, exercise: true };
      const event = { ...fact, id: `event-${step}-${index}`, metadata } as RecordedShareEvent;
      state = shareDecider.evolve(state, event);
      view = foldCase(view, event, id);
    }
  }
  if (view === null) throw new Error('nothing happened');
  return view;
}
