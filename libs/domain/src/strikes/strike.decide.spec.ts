import { describe, it } from '@jest/globals';
import { given } from '@mizan/es-testing';
import {
  after,
  coChair,
  link,
  moment,
  place,
  recipient,
  sharer,
  strikeOrder,
  verifier,
} from '../testing/samples';
import { strikeDecider } from './strike.decide';
import type { StrikeEvent } from './strike.events';

const now = after('P3D');
const notify = strikeOrder('NotifyStrike', sharer);
const allege = strikeOrder('AllegeStrike', recipient);
const admission = { type: 'AdmitStrike', now, actor: sharer, statement: 'Ours' } as const;
const denial = { type: 'DenyStrike', now, actor: sharer, statement: 'Not ours' } as const;
const linking = { type: 'LinkStrike', now, actor: verifier, link } as const;

const data = {
  mechanism: 'sample',
  by: 'XX',
  against: 'YY',
  class: 'drone-strike',
  place: null,
  statement: 'A strike near the place',
} as const;
const metadata = { occurredAt: moment(after('P2D')) };
const notified: StrikeEvent = { type: 'StrikeNotified', data, metadata };
const alleged: StrikeEvent = { type: 'StrikeAlleged', data, metadata };
const admitted: StrikeEvent = { type: 'StrikeAdmitted', data: { statement: 'Ours' } };
const denied: StrikeEvent = { type: 'StrikeDenied', data: { statement: 'Not ours' } };
const linked: StrikeEvent = { type: 'StrikeLinkedToCase', data: { caseId: 'case-1', reason: 'same place' } };

describe('claiming a strike', () => {
  it('is notified by the side that struck, alleged by the other or by a verifier', () => {
    given(strikeDecider).when(notify).then(notified);
    given(strikeDecider).when(allege).then(alleged);
    given(strikeDecider)
      .when({ ...allege, actor: verifier })
      .then(alleged);
  });

  it('may be linked to a case at once', () => {
    given(strikeDecider)
      .when({ ...notify, link })
      .then(notified, linked);
    given(strikeDecider)
      .when({ ...allege, link: { ...link, parties: ['YY', 'XX'] } })
      .then(alleged, linked);
  });

  it.each([
    ['NOT_THE_STRIKER', { ...notify, actor: recipient }],
    ['NOT_THE_STRIKER', { ...notify, actor: verifier }],
    ['ACCUSES_ITSELF', { ...allege, actor: sharer }],
    ['NOT_YOUR_SIDE', { ...allege, actor: coChair }],
    ['SAME_PARTY', { ...notify, against: 'XX' }],
    ['LINK_FOREIGN_CASE', { ...notify, link: { ...link, parties: ['XX', 'ZZ'] } }],
    ['LINK_FOREIGN_CASE', { ...notify, link: { ...link, parties: ['ZZ', 'YY'] } }],
    ['LINK_FOREIGN_CASE', { ...notify, link: { ...link, parties: ['YY', 'YY'] } }],
    ['LINK_FOREIGN_CASE', { ...notify, link: { ...link, parties: ['XX', 'XX'] } }],
    ['OCCURRED_IN_FUTURE', { ...notify, occurredAt: moment(after('P2DT0.001S')) }],
    ['OCCURRED_BACKWARDS', { ...notify, occurredAt: { ...moment(after('P1D')), to: after('PT1H') } }],
  ] as const)('is refused: %s', (code, order) => {
    given(strikeDecider).when(order).thenRefused(code);
  });

  it('is safe to repeat, but one id stands for one strike', () => {
    given(strikeDecider, notified)
      .when({ ...notify, now })
      .thenNothing();
    given(strikeDecider, alleged, admitted)
      .when({ ...allege, now })
      .thenNothing();
    given(strikeDecider, notified)
      .when({ ...notify, place })
      .thenRefused('STRIKE_EXISTS');
    given(strikeDecider, notified)
      .when({ ...notify, occurredAt: moment(after('P1D')) })
      .thenRefused('STRIKE_EXISTS');
  });
});

describe('admitting and denying', () => {
  it('answer an allegation; a denial points at it', () => {
    given(strikeDecider, { ...alleged, id: 'claim-1' })
      .when(admission)
      .then(admitted);
    given(strikeDecider, { ...alleged, id: 'claim-1' }, linked)
      .when(denial)
      .then({ ...denied, metadata: { corrects: 'claim-1' } });
  });

  it('may go from denial to admission, not back', () => {
    given(strikeDecider, alleged, denied).when(admission).then(admitted);
    given(strikeDecider, alleged, admitted).when(denial).thenRefused('ALREADY_ADMITTED');
    given(strikeDecider, alleged, denied, admitted).when(denial).thenRefused('ALREADY_ADMITTED');
  });

  it('are safe to repeat; other words do not replace those on record', () => {
    given(strikeDecider, alleged, admitted).when(admission).thenNothing();
    given(strikeDecider, alleged, denied).when(denial).thenNothing();
    given(strikeDecider, alleged, admitted)
      .when({ ...admission, statement: 'Partly ours' })
      .thenRefused('ALREADY_ADMITTED');
    given(strikeDecider, alleged, denied)
      .when({ ...denial, statement: 'Never' })
      .thenRefused('ALREADY_DENIED');
  });

  it('have nothing to add to what the side that struck said itself', () => {
    given(strikeDecider, notified).when(admission).thenNothing();
    given(strikeDecider, notified).when(denial).thenRefused('ALREADY_NOTIFIED');
  });

  it.each([admission, denial])('belong to the accused: $type', (order) => {
    for (const actor of [recipient, verifier, coChair])
      given(strikeDecider, alleged)
        .when({ ...order, actor })
        .thenRefused('NOT_THE_ACCUSED');
    given(strikeDecider).when(order).thenRefused('STRIKE_UNKNOWN');
  });
});

describe('linking to a case', () => {
  it.each([sharer, recipient, verifier])('is for either party and for verifiers: $id', (actor) => {
    given(strikeDecider, alleged)
      .when({ ...linking, actor })
      .then(linked);
  });

  it('is recorded once for each case, whatever became of the strike', () => {
    given(strikeDecider, alleged, linked).when(linking).thenNothing();
    given(strikeDecider, alleged, linked, denied)
      .when({ ...linking, link: { ...link, caseId: 'case-2' } })
      .then({ type: 'StrikeLinkedToCase', data: { caseId: 'case-2', reason: 'same place' } });
  });

  it.each([
    ['NOT_YOUR_SIDE', { ...linking, actor: coChair }],
    ['LINK_FOREIGN_CASE', { ...linking, link: { ...link, parties: ['XX', 'ZZ'] } }],
  ] as const)('is refused: %s', (code, order) => {
    given(strikeDecider, alleged).when(order).thenRefused(code);
    given(strikeDecider).when(order).thenRefused('STRIKE_UNKNOWN');
  });
});
