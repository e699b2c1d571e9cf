import { describe, it } from '@jest/globals';
import { given } from '@mizan/es-testing';
import {
  after,
  approver,
  coChair,
  delivered,
  drafted,
  due,
  raid,
  recipient,
  sharer,
} from '../testing/samples';
import { shareDecider } from './share.decide';
import type { ShareEvent } from './share.events';

const now = after('P1D');
const acknowledgement = { type: 'AcknowledgeShare', now, actor: recipient } as const;
const admission = { type: 'AdmitShare', now, actor: recipient } as const;
const giveBack = {
  type: 'ReturnShare',
  now,
  actor: recipient,
  defect: 'duplicate',
  reason: 'again',
} as const;

const acknowledged: ShareEvent = { type: 'ShareAcknowledged', data: {} };
const admitted: ShareEvent = { type: 'ShareAdmitted', data: {} };
const returned: ShareEvent = { type: 'ShareReturned', data: { defect: 'duplicate', reason: 'again' } };
const missed: ShareEvent = { type: 'DeadlineMissed', data: { due } };

const over: readonly [string, ShareEvent][] = [
  ['CASE_WITHDRAWN', { type: 'ShareWithdrawn', data: { reason: '' } }],
  ['CASE_INADMISSIBLE', { type: 'AdmissibilityRuled', data: { admissible: 'no', clause: '', reasons: '' } }],
  ['CASE_CLOSED', { type: 'CaseClosed', data: { reason: '' } }],
];

describe('acknowledging', () => {
  it('is recorded once', () => {
    given(shareDecider, ...delivered)
      .when(acknowledgement)
      .then(acknowledged);
    given(shareDecider, ...delivered, acknowledged)
      .when(acknowledgement)
      .thenNothing();
    given(shareDecider, ...delivered, admitted)
      .when(acknowledgement)
      .thenNothing();
  });

  it('is possible after an action and after the deadline', () => {
    given(shareDecider, ...delivered, raid())
      .when(acknowledgement)
      .then(acknowledged);
    given(shareDecider, ...delivered, missed)
      .when(acknowledgement)
      .then(acknowledged);
  });
});

describe('admitting', () => {
  it('is recorded once, with or without an acknowledgement, also after an action', () => {
    given(shareDecider, ...delivered)
      .when(admission)
      .then(admitted);
    given(shareDecider, ...delivered, acknowledged)
      .when(admission)
      .then(admitted);
    given(shareDecider, ...delivered, raid())
      .when(admission)
      .then(admitted);
    given(shareDecider, ...delivered, acknowledged, admitted)
      .when(admission)
      .thenNothing();
    given(shareDecider, ...delivered, admitted, raid())
      .when(admission)
      .thenNothing();
  });
});

describe('returning', () => {
  it.each([[[]], [[acknowledged]], [[acknowledged, admitted]]])('gives the defect, after %j', (past) => {
    given(shareDecider, ...delivered, ...past)
      .when(giveBack)
      .then(returned);
  });

  it('is safe to repeat; another defect waits for the correction', () => {
    given(shareDecider, ...delivered, returned)
      .when(giveBack)
      .thenNothing();
    given(shareDecider, ...delivered, returned)
      .when({ ...giveBack, defect: 'other' })
      .thenRefused('CASE_RETURNED');
  });

  it('comes too late after an action and after the deadline, whether its miss is recorded or not', () => {
    given(shareDecider, ...delivered, raid())
      .when(giveBack)
      .thenRefused('ALREADY_ACTED');
    given(shareDecider, ...delivered)
      .when({ ...giveBack, now: due })
      .then(returned);
    given(shareDecider, ...delivered)
      .when({ ...giveBack, now: after('P7DT0.001S') })
      .thenRefused('DEADLINE_PASSED');
    given(shareDecider, ...delivered, missed)
      .when({ ...giveBack, now: due })
      .thenRefused('DEADLINE_PASSED');
  });
});

describe.each([acknowledgement, admission, giveBack])('$type', (order) => {
  it('belongs to the recipient', () => {
    for (const actor of [sharer, approver, coChair])
      given(shareDecider, ...delivered)
        .when({ ...order, actor })
        .thenRefused('NOT_YOUR_SIDE');
  });

  it('finds no case before its release', () => {
    given(shareDecider).when(order).thenRefused('CASE_UNKNOWN');
    given(shareDecider, drafted()).when(order).thenRefused('CASE_UNKNOWN');
  });

  it.each(over)('is refused with %s', (code, end) => {
    given(shareDecider, ...delivered, end)
      .when(order)
      .thenRefused(code);
  });
});

describe('a returned case', () => {
  it('is neither acknowledged nor admitted', () => {
    given(shareDecider, ...delivered, returned)
      .when(acknowledgement)
      .thenRefused('CASE_RETURNED');
    given(shareDecider, ...delivered, returned)
      .when(admission)
      .thenRefused('CASE_RETURNED');
  });
});
