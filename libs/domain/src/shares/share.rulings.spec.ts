import { describe, it } from '@jest/globals';
import { given } from '@mizan/es-testing';
import {
  after,
  coChair,
  delivered,
  drafted,
  due,
  otherPlace,
  raid,
  recipient,
  registrar,
  sharer,
  system,
  delivery,
} from '../testing/samples';
import type { ShareCommand } from './share.commands';
import { shareDecider } from './share.decide';
import type { ShareEvent } from './share.events';

const now = after('P1D');
const ruling = { type: 'RuleInadmissible', now, actor: coChair, clause: '4.2', reasons: 'stale' } as const;
const closure = { type: 'CloseCase', now, actor: registrar, reason: 'done' } as const;
const miss = { type: 'RecordDeadlineMissed', now: due, actor: system, due } as const;

const ruled: ShareEvent = {
  type: 'AdmissibilityRuled',
  data: { admissible: 'no', clause: '4.2', reasons: 'stale' },
};
const closed: ShareEvent = { type: 'CaseClosed', data: { reason: 'done' } };
const missed: ShareEvent = { type: 'DeadlineMissed', data: { due } };
const withdrawn: ShareEvent = { type: 'ShareWithdrawn', data: { reason: '' } };
const returned: ShareEvent = { type: 'ShareReturned', data: { defect: 'other', reason: '' } };
const declined: ShareEvent = { type: 'ActionDeclined', data: { reason: 'other', explanation: '' } };
const superseded: ShareEvent = { type: 'ShareSuperseded', data: { by: 'case-2', reason: '' } };
const acknowledged: ShareEvent = { type: 'ShareAcknowledged', data: {} };
const admitted: ShareEvent = { type: 'ShareAdmitted', data: {} };
const undertaken: ShareEvent = { type: 'ActionUndertaken', data: { kind: 'raid' } };
const found: ShareEvent = {
  type: 'NothingFoundReported',
  data: { kind: 'search', place: null, note: '' },
};

describe('ruling a case inadmissible', () => {
  it.each([[[]], [[admitted]], [[returned]], [[raid()]], [[missed]]])('is possible after %j', (past) => {
    given(shareDecider, ...delivered, ...past)
      .when(ruling)
      .then(ruled);
  });

  it('is safe to repeat; another ruling does not replace it', () => {
    given(shareDecider, ...delivered, ruled)
      .when(ruling)
      .thenNothing();
    given(shareDecider, ...delivered, ruled)
      .when({ ...ruling, clause: '4.3' })
      .thenRefused('CASE_INADMISSIBLE');
    given(shareDecider, ...delivered, withdrawn)
      .when(ruling)
      .thenRefused('CASE_WITHDRAWN');
    given(shareDecider, ...delivered, raid(), closed)
      .when(ruling)
      .thenRefused('CASE_CLOSED');
  });
});

describe('closing', () => {
  it('waits for an answer or for the deadline', () => {
    for (const past of [[], [admitted], [undertaken], [superseded]])
      given(shareDecider, ...delivered, ...past)
        .when({ ...closure, now: after('P6DT23H59M59.999S') })
        .thenRefused('DEADLINE_RUNNING');
    given(shareDecider, ...delivered)
      .when({ ...closure, now: due })
      .then(closed);
  });

  it.each([raid(), found, declined, missed, returned, withdrawn, ruled])(
    'is possible after $type',
    (past) => {
      given(shareDecider, ...delivered, past)
        .when(closure)
        .then(closed);
    },
  );

  it('is safe to repeat, once closed it stays so', () => {
    given(shareDecider, ...delivered, raid(), closed)
      .when(closure)
      .thenNothing();
    given(shareDecider, ...delivered, raid(), closed)
      .when({ ...closure, reason: 'again' })
      .thenRefused('CASE_CLOSED');
  });
});

describe.each<ShareCommand>([ruling, closure])('$type', (order) => {
  it('is for neither party', () => {
    for (const actor of [sharer, recipient])
      given(shareDecider, ...delivered, raid())
        .when({ ...order, actor })
        .thenRefused('NOT_FOR_A_PARTY');
  });

  it('needs a released case', () => {
    given(shareDecider).when(order).thenRefused('CASE_UNKNOWN');
    given(shareDecider, drafted()).when(order).thenRefused('NOT_DELIVERED');
    given(shareDecider, drafted(), withdrawn).when(order).thenRefused('CASE_WITHDRAWN');
  });
});

describe('recording a missed deadline', () => {
  it.each([
    [[]],
    [[acknowledged]],
    [[acknowledged, admitted]],
    [[undertaken]],
    [[declined]],
    [[superseded]],
    [[declined, closed]],
  ])('happens after %j', (past) => {
    given(shareDecider, ...delivered, ...past)
      .when(miss)
      .then(missed);
  });

  it.each([[[raid()]], [[found]], [[returned]], [[withdrawn]], [[ruled]], [[missed]], [[raid(), closed]]])(
    'does not happen after %j',
    (past) => {
      given(shareDecider, ...delivered, ...past)
        .when(miss)
        .thenNothing();
    },
  );

  it.each([raid(), found, withdrawn, ruled])(
    'happens although $type was recorded first, too late',
    (past) => {
      const recorded = (recordedAt: string) => ({ ...past, metadata: { ...past.metadata, recordedAt } });
      const woken = { ...miss, now: after('P8D') };
      given(shareDecider, ...delivered, recorded(after('P7DT0.001S')))
        .when(woken)
        .then(missed);
      given(shareDecider, ...delivered, recorded(due))
        .when(woken)
        .thenNothing();
    },
  );

  it('happens once, whatever follows', () => {
    given(shareDecider, ...delivered, missed, raid(), withdrawn, closed)
      .when(miss)
      .thenNothing();
  });

  it('refuses to come early, so that whoever asked asks again', () => {
    given(shareDecider, ...delivered)
      .when({ ...miss, now: after('P6DT23H59M59.999S') })
      .thenRefused('DEADLINE_NOT_DUE');
  });

  it('forgets a deadline that was replaced', () => {
    const data = { reason: '', place: otherPlace, believed: null };
    const again: readonly ShareEvent[] = [
      returned,
      { type: 'ShareCorrected', data },
      ...delivery(after('P1D')),
    ];
    given(shareDecider, ...delivered, ...again)
      .when({ ...miss, now: after('P9D') })
      .thenNothing();
    given(shareDecider, ...delivered, ...again)
      .when({ ...miss, now: after('P9D'), due: after('P8D') })
      .then({ type: 'DeadlineMissed', data: { due: after('P8D') } });
  });

  it('is for the clock alone, and about a delivered case', () => {
    given(shareDecider, ...delivered)
      .when({ ...miss, actor: sharer })
      .thenRefused('NOT_THE_SYSTEM');
    given(shareDecider).when(miss).thenRefused('CASE_UNKNOWN');
    given(shareDecider, drafted()).when(miss).thenNothing();
  });
});
