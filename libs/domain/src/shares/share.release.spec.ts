import { describe, it } from '@jest/globals';
import { given } from '@mizan/es-testing';
import {
  after,
  approver,
  by,
  coChair,
  delivered,
  draftOrder,
  drafted,
  otherPlace,
  place,
  recipient,
  release,
  sharer,
  start,
} from '../testing/samples';
import type { DraftIntelligence } from './share.commands';
import { shareDecider } from './share.decide';
import type { ShareEvent } from './share.events';

const approval = { type: 'ApproveRelease', now: start, actor: approver } as const;
const order = (changed: Partial<DraftIntelligence>): DraftIntelligence => ({ ...draftOrder, ...changed });
const fact = ({ type, data }: ReturnType<typeof drafted>) => ({ type, data });

describe('drafting', () => {
  it('records the intelligence under the side that shares it', () => {
    given(shareDecider).when(draftOrder).then(fact(drafted()));
  });

  it('hands its marking on', () => {
    const marking = { tlp: 'TLP:AMBER', handling: [], permissibleUse: 'VERIFY-ONLY' } as const;
    given(shareDecider)
      .when(order({ marking }))
      .then({ ...fact(drafted({ marking })), metadata: { marking: { tlp: 'TLP:AMBER' } } });
  });

  it('keeps a fixed deadline in the form of all instants, and takes a draft without a hold', () => {
    given(shareDecider)
      .when(order({ deadline: { within: null, by: '2026-12-01T00:00:00Z' }, hold: null }))
      .then(fact(drafted({ deadline: { within: null, by: '2026-12-01T00:00:00.000Z' }, hold: null })));
  });

  it.each([
    ['NOT_A_PARTY', { actor: { ...sharer, party: null } }],
    ['SAME_PARTY', { recipient: 'XX' }],
    ['DEADLINE_AMBIGUOUS', { deadline: { within: null, by: null } }],
    ['DEADLINE_AMBIGUOUS', { deadline: { within: 'P7D', by: after('P7D') } }],
    ['DEADLINE_EMPTY', { deadline: { within: 'PT0S', by: null } }],
    ['DEADLINE_PAST', { deadline: { within: null, by: start } }],
    ['DEADLINE_TOO_FAR', { deadline: { within: 'P9999999D', by: null } }],
  ] as const)('is refused: %s', (code, changed) => {
    given(shareDecider).when(order(changed)).thenRefused(code);
  });

  it('takes the shortest deadline there is', () => {
    const deadlines = [
      { within: 'PT0.001S', by: null },
      { within: null, by: after('PT0.001S') },
    ];
    for (const deadline of deadlines)
      given(shareDecider)
        .when(order({ deadline }))
        .then(fact(drafted({ deadline })));
  });

  it('is safe to repeat, but one id stands for one draft', () => {
    given(shareDecider, drafted()).when(draftOrder).thenNothing();
    given(shareDecider, drafted())
      .when(order({ believed: 'A cache' }))
      .thenRefused('CASE_EXISTS');
  });
});

describe('approving the release', () => {
  it('gives the hold, the coordinates, the delivery and the deadline in one go', () => {
    given(shareDecider, drafted())
      .when(approval)
      .then(...release());
  });

  it('counts the deadline from the release, not from the draft', () => {
    given(shareDecider, drafted())
      .when({ ...approval, now: after('PT5H') })
      .then(...release(after('PT5H')));
  });

  it('keeps a fixed deadline, and hands the marking on', () => {
    const marking = { tlp: 'TLP:GREEN', handling: [], permissibleUse: null } as const;
    const terms = { deadline: { within: null, by: after('P2D') }, marking };
    const [approved, hold, shared, sent] = release() as [ShareEvent, ShareEvent, ShareEvent, ShareEvent];
    given(shareDecider, drafted(terms))
      .when(approval)
      .then(
        approved,
        { ...hold, data: { ...hold.data, until: after('P5D') } } as ShareEvent,
        { ...shared, metadata: { marking: { tlp: 'TLP:GREEN' } } },
        sent,
        { type: 'DeadlineSet', data: { due: after('P2D'), basis: 'fixed date' } },
      );
  });

  it.each([
    ['HOLD_MISSING', { hold: null }],
    ['HOLD_TOO_SHORT', { hold: { area: place, beyondDeadline: 'P2DT23H59M59.999S', reserved: [] } }],
    ['DEADLINE_PAST', { deadline: { within: null, by: start } }],
    ['DEADLINE_TOO_FAR', { hold: { area: place, beyondDeadline: 'P9999999D', reserved: [] } }],
  ] as const)('is refused: %s', (code, terms) => {
    given(shareDecider, drafted(terms)).when(approval).thenRefused(code);
  });

  it('takes another pair of eyes of the same side', () => {
    given(shareDecider, drafted())
      .when({ ...approval, actor: { ...approver, id: sharer.id } })
      .thenRefused('APPROVER_IS_DRAFTER');
    given(shareDecider, drafted())
      .when({ ...approval, actor: coChair })
      .thenRefused('NOT_YOUR_SIDE');
  });

  it('is not for whoever wrote the draft anew either', () => {
    const data = { reason: 'typo', place: otherPlace, believed: null };
    given(shareDecider, drafted(), { type: 'ShareCorrected', data, metadata: by(approver) })
      .when(approval)
      .thenRefused('APPROVER_IS_DRAFTER');
  });

  it('does not tell the other side that there is a draft', () => {
    given(shareDecider, drafted())
      .when({ ...approval, actor: recipient })
      .thenRefused('CASE_UNKNOWN');
    given(shareDecider).when(approval).thenRefused('CASE_UNKNOWN');
  });

  it('is safe to repeat, and comes too late for a withdrawn draft', () => {
    given(shareDecider, ...delivered)
      .when(approval)
      .thenNothing();
    given(shareDecider, drafted(), { type: 'ShareWithdrawn', data: { reason: 'stale' } })
      .when(approval)
      .thenRefused('CASE_WITHDRAWN');
  });
});
