import { describe, it } from '@jest/globals';
import { given } from '@mizan/es-testing';
import {
  after,
  coChair,
  delivered,
  drafted,
  due,
  moment,
  place,
  raid,
  recipient,
  reportRaid,
  results,
  sharer,
  start,
} from '../testing/samples';
import type { ShareCommand } from './share.commands';
import { shareDecider } from './share.decide';
import type { ShareEvent } from './share.events';

const now = after('P1D');
const report = { now, actor: recipient, occurredAt: moment(now) };
const action = { type: 'ReportAction', ...report, kind: 'raid', results, place: null } as const;
const nothing = { type: 'ReportNothingFound', ...report, kind: 'search', place, note: 'empty' } as const;
const undertaking = { type: 'UndertakeAction', now, actor: recipient, kind: 'raid' } as const;
const declination = {
  type: 'DeclineAction',
  now,
  actor: recipient,
  reason: 'no-access',
  explanation: 'snow',
} as const;
const challenge = { type: 'ChallengeAction', now, actor: sharer, action: null, reason: 'unseen' } as const;

const met = (actedAt: string): ShareEvent => ({ type: 'DeadlineMet', data: { due, actedAt } });
const missed: ShareEvent = { type: 'DeadlineMissed', data: { due } };
const returned: ShareEvent = { type: 'ShareReturned', data: { defect: 'other', reason: '' } };
const declined: ShareEvent = {
  type: 'ActionDeclined',
  data: { reason: 'no-access', explanation: 'snow' },
};
const superseded: ShareEvent = { type: 'ShareSuperseded', data: { by: 'case-2', reason: '' } };
const over: readonly [string, ShareEvent][] = [
  ['CASE_WITHDRAWN', { type: 'ShareWithdrawn', data: { reason: '' } }],
  ['CASE_INADMISSIBLE', { type: 'AdmissibilityRuled', data: { admissible: 'no', clause: '', reasons: '' } }],
  ['CASE_CLOSED', { type: 'CaseClosed', data: { reason: '' } }],
];
const found: ShareEvent = {
  type: 'NothingFoundReported',
  data: { kind: 'search', place, note: 'empty' },
  metadata: { occurredAt: moment(now) },
};

describe('reporting an action', () => {
  it('meets the deadline with the first one, found or not', () => {
    given(shareDecider, ...delivered)
      .when(action)
      .then(raid(now), met(now));
    given(shareDecider, ...delivered)
      .when(nothing)
      .then(found, met(now));
  });

  it('records further ones without meeting it again', () => {
    given(shareDecider, ...delivered, raid(after('PT5H')))
      .when(action)
      .then(raid(now));
  });

  it('meets the deadline up to its very instant', () => {
    given(shareDecider, ...delivered)
      .when(reportRaid(due))
      .then(raid(due), met(due));
    given(shareDecider, ...delivered)
      .when(reportRaid(after('P7DT0.001S'), now))
      .then(raid(now));
  });

  it('leaves a recorded miss standing', () => {
    given(shareDecider, ...delivered, missed)
      .when(reportRaid(due, now))
      .then(raid(now));
  });

  it('answers a returned case without meeting a deadline that stands still', () => {
    given(shareDecider, ...delivered, returned)
      .when(action)
      .then(raid(now));
  });

  it.each([[declined], [superseded]])('is possible after %j', (past) => {
    given(shareDecider, ...delivered, past)
      .when(action)
      .then(raid(now), met(now));
  });

  it.each([
    ['detention', ['CustodyNotified']],
    ['expulsion', ['ReturnRiskAssessed']],
    ['seizure', []],
  ] as const)('flags what must still follow a %s', (kind, outstanding) => {
    given(shareDecider, ...delivered)
      .when({ ...action, kind })
      .then(
        {
          type: 'ActionTaken',
          data: { kind, results, place: null, outstanding },
          metadata: { occurredAt: moment(now) },
        },
        met(now),
      );
  });

  it('counts one report once, and tells apart what differs', () => {
    const past = [...delivered, raid(now)] as const;
    given(shareDecider, ...past)
      .when(action)
      .thenNothing();
    given(shareDecider, ...past)
      .when({ ...action, place })
      .then({ ...raid(now), data: { ...raid(now).data, place } });
    given(shareDecider, ...past)
      .when({ ...action, occurredAt: moment(after('PT9H')) })
      .then(raid(after('PT9H')));
  });

  it.each([
    ['OCCURRED_IN_FUTURE', after('P1DT0.001S'), after('P1DT0.001S')],
    ['OCCURRED_BACKWARDS', now, after('PT5H')],
    ['OCCURRED_BEFORE_DELIVERY', '2026-11-01T07:00:00.000Z', '2026-11-01T07:59:59.999Z'],
  ] as const)('is refused: %s', (code, from, to) => {
    given(shareDecider, ...delivered)
      .when({ ...action, occurredAt: { ...moment(from), to } })
      .thenRefused(code);
  });

  it('takes an interval that is still open, and one that began before the delivery', () => {
    const today = { ...moment(after('PT12H')), to: after('P1DT12H'), precision: 'day' } as const;
    given(shareDecider, ...delivered)
      .when({ ...action, occurredAt: today })
      .then({ ...raid(now), metadata: { occurredAt: today } }, met(now));
    const early = { ...moment('2026-11-01T07:00:00.000Z'), to: start };
    given(shareDecider, ...delivered)
      .when({ ...action, occurredAt: early })
      .then({ ...raid(now), metadata: { occurredAt: early } }, met(start));
  });
});

describe('undertaking', () => {
  it('names a kind once', () => {
    const undertaken: ShareEvent = { type: 'ActionUndertaken', data: { kind: 'raid' } };
    given(shareDecider, ...delivered)
      .when(undertaking)
      .then(undertaken);
    given(shareDecider, ...delivered, undertaken)
      .when(undertaking)
      .thenNothing();
    given(shareDecider, ...delivered, undertaken)
      .when({ ...undertaking, kind: 'search' })
      .then({ type: 'ActionUndertaken', data: { kind: 'search' } });
  });
});

describe('declining', () => {
  it('is recorded once, with its reasons', () => {
    given(shareDecider, ...delivered)
      .when(declination)
      .then(declined);
    given(shareDecider, ...delivered, declined)
      .when(declination)
      .thenNothing();
    given(shareDecider, ...delivered, declined)
      .when({ ...declination, explanation: 'rain' })
      .thenRefused('ALREADY_DECLINED');
  });

  it('contradicts an action', () => {
    given(shareDecider, ...delivered, raid())
      .when(declination)
      .thenRefused('ALREADY_ACTED');
  });
});

describe('challenging', () => {
  const past = [...delivered, { ...raid(), id: 'raid-1' }, { ...raid(after('PT2H')), id: 'raid-2' }] as const;
  const challenged = (action: string, reason = 'unseen') =>
    ({
      type: 'ActionChallenged',
      data: { action, reason },
      metadata: { corrects: action },
    }) as const;

  it('points at the newest action, or at the one named', () => {
    given(shareDecider, ...past)
      .when(challenge)
      .then(challenged('raid-2'));
    given(shareDecider, ...past)
      .when({ ...challenge, action: 'raid-1' })
      .then(challenged('raid-1'));
  });

  it('gives a reason once', () => {
    given(shareDecider, ...past, challenged('raid-2'))
      .when(challenge)
      .thenNothing();
    given(shareDecider, ...past, challenged('raid-2'))
      .when({ ...challenge, reason: 'elsewhere' })
      .then(challenged('raid-2', 'elsewhere'));
    given(shareDecider, ...past, challenged('raid-1'))
      .when(challenge)
      .then(challenged('raid-2'));
  });

  it('needs an action of this case', () => {
    given(shareDecider, ...delivered)
      .when(challenge)
      .thenRefused('NO_ACTION');
    given(shareDecider, ...past)
      .when({ ...challenge, action: 'raid-3' })
      .thenRefused('ACTION_UNKNOWN');
  });

  it('belongs to the side that shared', () => {
    for (const actor of [recipient, coChair])
      given(shareDecider, ...past)
        .when({ ...challenge, actor })
        .thenRefused('NOT_YOUR_SIDE');
    given(shareDecider, drafted()).when(challenge).thenRefused('NOT_DELIVERED');
    given(shareDecider).when(challenge).thenRefused('CASE_UNKNOWN');
  });
});

describe.each<ShareCommand>([action, nothing, undertaking, declination])('$type', (order) => {
  it('belongs to the recipient of a released case', () => {
    for (const actor of [sharer, coChair])
      given(shareDecider, ...delivered)
        .when({ ...order, actor })
        .thenRefused('NOT_YOUR_SIDE');
    given(shareDecider).when(order).thenRefused('CASE_UNKNOWN');
    given(shareDecider, drafted()).when(order).thenRefused('CASE_UNKNOWN');
  });
});

describe.each<ShareCommand>([undertaking, declination])('$type', (order) => {
  it.each(over)('is refused with %s', (code, end) => {
    given(shareDecider, ...delivered, raid(), end)
      .when(order)
      .thenRefused(code);
  });
});

describe.each(over)('a case that has ended: %s', (code, end) => {
  it('still takes a report, without meeting a deadline that has stopped', () => {
    given(shareDecider, ...delivered, raid(after('PT5H')), end)
      .when(action)
      .then(raid(now));
    given(shareDecider, ...delivered, raid(after('PT5H')), end)
      .when(nothing)
      .then(found);
    given(shareDecider, ...delivered, raid(now), end)
      .when(action)
      .thenNothing();
  });

  it('lets the other side challenge it', () => {
    given(shareDecider, ...delivered, end, { ...raid(), id: 'raid-1' })
      .when(challenge)
      .then({
        type: 'ActionChallenged',
        data: { action: 'raid-1', reason: 'unseen' },
        metadata: { corrects: 'raid-1' },
      });
  });

  it('stays ended', () => {
    given(shareDecider, ...delivered, end, raid(now))
      .when(undertaking)
      .thenRefused(code);
  });
});

describe('what is refused', () => {
  it('is to undertake or decline what was returned', () => {
    for (const order of [undertaking, declination])
      given(shareDecider, ...delivered, returned)
        .when(order)
        .thenRefused('CASE_RETURNED');
  });
});
