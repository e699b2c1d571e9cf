import { describe, it } from '@jest/globals';
import { given } from '@mizan/es-testing';
import { referenceOf } from '../common/streams';
import {
  after,
  approver,
  coChair,
  delivered,
  delivery,
  drafted,
  due,
  otherPlace,
  place,
  raid,
  recipient,
  reportRaid,
  sharer,
} from '../testing/samples';
import type { ShareCommand } from './share.commands';
import { shareDecider } from './share.decide';
import type { ShareEvent } from './share.events';

type DeadlineSet = Extract<ShareEvent, { type: 'DeadlineSet' }>;

const now = after('P1D');
const correction = {
  type: 'CorrectShare',
  now,
  actor: sharer,
  reason: 'typo',
  place: otherPlace,
  believed: null,
} as const;
const supersession = { type: 'SupersedeShare', now, actor: sharer, by: 'case-2', reason: 'newer' } as const;
const withdrawal = { type: 'WithdrawShare', now, actor: sharer, reason: 'stale' } as const;

const corrected = (corrects: string, changed = {}) =>
  ({
    type: 'ShareCorrected',
    data: { reason: 'typo', place: otherPlace, believed: null, ...changed },
    metadata: { corrects },
  }) as const;
const returned: ShareEvent = { type: 'ShareReturned', data: { defect: 'other', reason: 'where?' } };
const withdrawn: ShareEvent = { type: 'ShareWithdrawn', data: { reason: 'stale' } };
const superseded: ShareEvent = { type: 'ShareSuperseded', data: { by: 'case-2', reason: 'newer' } };
const over: readonly [string, ShareEvent][] = [
  ['CASE_WITHDRAWN', { type: 'ShareWithdrawn', data: { reason: 'other' } }],
  ['CASE_INADMISSIBLE', { type: 'AdmissibilityRuled', data: { admissible: 'no', clause: '', reasons: '' } }],
  ['CASE_CLOSED', { type: 'CaseClosed', data: { reason: '' } }],
];
/** Index of CoordinatesShared in `delivered`. */
const shared = 'given-3';

describe('correcting', () => {
  it('points at what it corrects and leaves the clock alone', () => {
    given(shareDecider, ...delivered)
      .when(correction)
      .then(corrected(shared));
    given(shareDecider, ...delivered, raid())
      .when(correction)
      .then(corrected(shared));
  });

  it('points at the newest correction when there was one', () => {
    given(shareDecider, ...delivered, { ...corrected(shared), id: 'correction-1' })
      .when({ ...correction, place: null, believed: 'A cache' })
      .then(corrected('correction-1', { place: null, believed: 'A cache' }));
  });

  it('is possible in a draft', () => {
    given(shareDecider, drafted()).when(correction).then(corrected('given-0'));
  });

  it('inherits the marking', () => {
    const marking = { tlp: 'TLP:AMBER', handling: [], permissibleUse: null } as const;
    given(shareDecider, drafted({ marking }))
      .when(correction)
      .then({
        ...corrected('given-0'),
        metadata: { marking: { tlp: 'TLP:AMBER' }, corrects: 'given-0' },
      });
  });

  it('changes something', () => {
    const same = [
      { ...correction, place: null },
      { ...correction, place },
    ];
    for (const order of same)
      given(shareDecider, ...delivered)
        .when(order)
        .thenRefused('NOTHING_CORRECTED');
  });

  it('is safe to repeat', () => {
    given(shareDecider, ...delivered, corrected(shared))
      .when(correction)
      .thenNothing();
  });

  it('is what a release then shares, hold included', () => {
    const [approved, hold, coordinates, ...rest] = delivered.slice(1) as [ShareEvent, ShareEvent, ShareEvent];
    given(shareDecider, drafted(), corrected('given-0'))
      .when({ type: 'ApproveRelease', now: after('PT0S'), actor: approver })
      .then(
        approved,
        { ...hold, data: { ...hold.data, area: otherPlace } } as ShareEvent,
        { ...coordinates, data: { ...coordinates.data, place: otherPlace } } as ShareEvent,
        ...rest,
      );
  });
});

describe('correcting a returned case', () => {
  const [hold, ...rest] = delivery(now) as [ShareEvent, ...ShareEvent[]];

  it('delivers it again: a fresh hold over the corrected place, a fresh clock', () => {
    given(shareDecider, ...delivered, returned)
      .when(correction)
      .then(corrected(shared), { ...hold, data: { ...hold.data, area: otherPlace } } as ShareEvent, ...rest);
  });

  it('keeps a hold over another area, and one whose place did not change', () => {
    const wide = { ...place, radiusM: 5_000 };
    const draft = drafted({ hold: { area: wide, beyondDeadline: 'P3D', reserved: ['self-defence'] } });
    given(shareDecider, draft, ...delivered.slice(1), returned)
      .when(correction)
      .then(corrected(shared), { ...hold, data: { ...hold.data, area: wide } } as ShareEvent, ...rest);
    given(shareDecider, ...delivered, returned)
      .when({ ...correction, place: null, believed: 'A cache' })
      .then(corrected(shared, { place: null, believed: 'A cache' }), hold, ...rest);
  });

  it('leaves as much time again as a fixed date left at first, also when it has passed', () => {
    const draft = drafted({ deadline: { within: null, by: after('P7D') } });
    for (const day of ['P1D', 'P9D'] as const) {
      const [again, redelivered, deadline] = delivery(after(day)) as [ShareEvent, ShareEvent, DeadlineSet];
      const basis = 'as long after delivery as the fixed date was after the first';
      given(shareDecider, draft, ...delivered.slice(1), returned)
        .when({ ...correction, now: after(day) })
        .then(
          corrected(shared),
          { ...again, data: { ...again.data, area: otherPlace } } as ShareEvent,
          redelivered,
          { ...deadline, data: { ...deadline.data, basis } },
        );
    }
  });

  it('does not take the same correction for an answer twice', () => {
    given(shareDecider, ...delivered, returned, corrected(shared), ...delivery(now), returned)
      .when({ ...correction, now: after('P2D') })
      .thenRefused('NOTHING_CORRECTED');
  });

  it('starts afresh what the recipient owes, but not what lies before the delivery', () => {
    const declined: ShareEvent = { type: 'ActionDeclined', data: { reason: 'other', explanation: '' } };
    const undertaken: ShareEvent = { type: 'ActionUndertaken', data: { kind: 'raid' } };
    const admitted: ShareEvent = { type: 'ShareAdmitted', data: {} };
    const again = [...delivered, admitted, undertaken, declined, returned, corrected(shared)] as const;
    const redelivered = [...again, ...delivery(now)] as const;
    const order = { now: after('P2D'), actor: recipient };
    given(shareDecider, ...redelivered)
      .when({ type: 'AdmitShare', ...order })
      .then(admitted);
    given(shareDecider, ...redelivered)
      .when({ type: 'UndertakeAction', ...order, kind: 'raid' })
      .then(undertaken);
    given(shareDecider, ...redelivered)
      .when({ type: 'DeclineAction', ...order, reason: 'other', explanation: 'new' })
      .then({ type: 'ActionDeclined', data: { reason: 'other', explanation: 'new' } });
    given(shareDecider, ...redelivered)
      .when(reportRaid(after('P2D'), after('PT1H')))
      .then(raid(after('PT1H')), {
        type: 'DeadlineMet',
        data: { due: after('P8D'), actedAt: after('PT1H') },
      });
  });

  it('delivers nothing again once it was acted on all the same', () => {
    given(shareDecider, ...delivered, returned, raid())
      .when(correction)
      .then(corrected(shared));
  });
});

describe('superseding', () => {
  it('names the newer case once', () => {
    given(shareDecider, ...delivered)
      .when(supersession)
      .then(superseded);
    given(shareDecider, ...delivered, returned)
      .when(supersession)
      .then(superseded);
    given(shareDecider, ...delivered, superseded)
      .when(supersession)
      .thenNothing();
    given(shareDecider, ...delivered, superseded)
      .when({ ...supersession, by: 'case-3' })
      .thenRefused('ALREADY_SUPERSEDED');
  });

  it('needs another case', () => {
    const id = '0a1b2c3d-4e5f-5a6b-8c7d-9e8f7f3a0b1c';
    const draft = drafted({ reference: referenceOf('XX', id) });
    given(shareDecider, draft, ...delivered.slice(1))
      .when({ ...supersession, by: id })
      .thenRefused('SUPERSEDED_BY_ITSELF');
    given(shareDecider, ...delivered)
      .when({ ...supersession, by: ' ' })
      .thenRefused('SUPERSEDED_BY_ITSELF');
    given(shareDecider, drafted()).when(supersession).thenRefused('NOT_DELIVERED');
  });
});

describe('withdrawing', () => {
  it.each([
    ['a draft', [drafted()]],
    ['a delivered case', delivered],
    ['a returned case', [...delivered, returned]],
    ['a case that was acted on', [...delivered, raid()]],
    ['a case whose deadline was missed', [...delivered, { type: 'DeadlineMissed', data: { due } } as const]],
  ])('takes back %s', (_, past) => {
    given(shareDecider, ...past)
      .when(withdrawal)
      .then(withdrawn);
  });

  it('is safe to repeat, in a draft too', () => {
    given(shareDecider, ...delivered, withdrawn)
      .when(withdrawal)
      .thenNothing();
    given(shareDecider, drafted(), withdrawn).when(withdrawal).thenNothing();
    given(shareDecider, drafted(), withdrawn)
      .when({ ...withdrawal, reason: 'other' })
      .thenRefused('CASE_WITHDRAWN');
    given(shareDecider, drafted(), withdrawn).when(correction).thenRefused('CASE_WITHDRAWN');
    given(shareDecider, drafted(), withdrawn).when(supersession).thenRefused('CASE_WITHDRAWN');
  });
});

describe.each<ShareCommand>([correction, supersession, withdrawal])('$type', (order) => {
  it('belongs to the side that shared', () => {
    for (const actor of [recipient, coChair])
      given(shareDecider, ...delivered)
        .when({ ...order, actor })
        .thenRefused('NOT_YOUR_SIDE');
    given(shareDecider, drafted())
      .when({ ...order, actor: recipient })
      .thenRefused('CASE_UNKNOWN');
    given(shareDecider).when(order).thenRefused('CASE_UNKNOWN');
  });

  it.each(over)('is refused with %s', (code, end) => {
    given(shareDecider, ...delivered, end)
      .when(order)
      .thenRefused(code);
  });
});
