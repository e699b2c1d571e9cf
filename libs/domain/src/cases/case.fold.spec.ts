import { describe, expect, it } from '@jest/globals';
import {
  moment,
  after,
  drafted,
  due,
  holdUntil,
  otherPlace,
  place,
  raid,
  results,
  start,
  delivery,
} from '../testing/samples';
import { action, deliveredView, recorded, strike, viewOf } from '../testing/views';
import type { ShareEvent } from '../shares/share.events';
import { foldCase, withStrike } from './case.fold';

const now = after('P1D');
const later = after('P2D');
const returned: ShareEvent = { type: 'ShareReturned', data: { defect: 'other', reason: '' } };
const correction: ShareEvent = {
  type: 'ShareCorrected',
  data: { reason: '', place: otherPlace, believed: null },
};
const fold = (fact: ShareEvent, before = deliveredView()) => foldCase(before, recorded(fact, now), 'case-1');

describe('a case from its draft', () => {
  it('holds what was drafted and nothing that has not happened', () => {
    expect(foldCase(null, recorded(drafted(), start, { exercise: true }), 'case-1')).toEqual({
      id: 'case-1',
      reference: 'XX-4C2B-0K',
      mechanism: 'sample',
      sharer: 'XX',
      recipient: 'YY',
      kind: 'hideout',
      place,
      believed: 'A hideout of six persons',
      requestedAction: 'search',
      deadlineTerm: { within: 'P7D', by: null },
      holdTerms: { area: place, beyondDeadline: 'P3D', reserved: ['self-defence'] },
      grade: { scheme: 'admiralty', reliability: 'B', credibility: '2', value: null },
      marking: null,
      exercise: true,
      draftedBy: 'xx.sharer',
      draftedAt: start,
      state: 'Draft',
      firstDeliveredAt: null,
      deliveredAt: null,
      acknowledgedAt: null,
      admittedAt: null,
      returnedAt: null,
      withdrawnAt: null,
      supersededAt: null,
      supersededBy: null,
      inadmissibleAt: null,
      declinedAt: null,
      undertakenAt: null,
      closedAt: null,
      deadline: null,
      deadlineMetAt: null,
      deadlineMissedAt: null,
      hold: null,
      actions: [],
      strikes: [],
      lateness: [],
    });
  });

  it('is delivered with its deadline and its hold, and is real unless an exercise', () => {
    expect(deliveredView()).toEqual({
      ...viewOf([start, drafted()]),
      exercise: false,
      state: 'Delivered',
      firstDeliveredAt: start,
      deliveredAt: start,
      deadline: { due, basis: 'P7D after delivery' },
      hold: { area: place, from: start, until: holdUntil, reserved: ['self-defence'] },
    });
  });

  it('begins with nothing else', () => {
    const fact: ShareEvent = { type: 'ShareAcknowledged', data: {} };
    expect(() => foldCase(null, recorded(fact, start), 'case-1')).toThrow(RangeError);
  });
});

describe('a delivered case', () => {
  const claimed = [
    [
      { type: 'ShareAcknowledged', data: {} },
      { acknowledgedAt: now, state: 'Acknowledged' },
    ],
    [
      { type: 'ShareAdmitted', data: {} },
      { admittedAt: now, state: 'Admitted' },
    ],
    [returned, { returnedAt: now, state: 'Returned' }],
    [
      correction,
      {
        place: otherPlace,
        holdTerms: { area: otherPlace, beyondDeadline: 'P3D', reserved: ['self-defence'] },
      },
    ],
    [
      { type: 'ShareCorrected', data: { reason: '', place: null, believed: 'A cache' } },
      { believed: 'A cache' },
    ],
    [
      { type: 'ShareSuperseded', data: { by: 'case-2', reason: '' } },
      { supersededAt: now, supersededBy: 'case-2' },
    ],
    [{ type: 'ShareWithdrawn', data: { reason: '' } }, { withdrawnAt: now }],
    [
      { type: 'AdmissibilityRuled', data: { admissible: 'no', clause: '', reasons: '' } },
      { inadmissibleAt: now, state: 'Inadmissible' },
    ],
    [
      { type: 'CaseClosed', data: { reason: '' } },
      { closedAt: now, state: 'Closed' },
    ],
    [{ type: 'ActionUndertaken', data: { kind: 'raid' } }, { undertakenAt: now }],
    [{ type: 'ActionDeclined', data: { reason: 'other', explanation: '' } }, { declinedAt: now }],
    [{ type: 'DeadlineMet', data: { due, actedAt: start } }, { deadlineMetAt: now }],
    [{ type: 'DeadlineMissed', data: { due } }, { deadlineMissedAt: now }],
  ] as const satisfies readonly (readonly [ShareEvent, object])[];

  it.each<readonly [ShareEvent, object]>(claimed)('takes %j', (fact, change) => {
    expect(fold(fact)).toEqual({ ...deliveredView(), ...change });
  });

  it('keeps the first undertaking', () => {
    const before = deliveredView({ undertakenAt: start });
    expect(fold({ type: 'ActionUndertaken', data: { kind: 'raid' } }, before)).toEqual(before);
  });

  it('claims an action, which receipt and admission do not take back', () => {
    const before = deliveredView({ state: 'Acknowledged', acknowledgedAt: start });
    const view = fold(raid(after('PT5H')), before);
    expect(view).toEqual({
      ...before,
      state: 'ActionClaimed',
      actions: [
        {
          eventId: `ActionTaken@${now}`,
          kind: 'raid',
          nothingFound: false,
          occurredAt: moment(after('PT5H')),
          recordedAt: now,
          results,
          place: null,
          beforeAdmission: true,
          afterWithdrawal: false,
          outstanding: [],
          challengedAt: null,
        },
      ],
      lateness: [{ type: 'ActionTaken', recordedAt: now, lateMs: 19 * 3_600_000 }],
    });
    expect(fold({ type: 'ShareAdmitted', data: {} }, view)).toEqual({ ...view, admittedAt: now });
    expect(fold({ type: 'ShareAcknowledged', data: {} }, view)).toEqual({ ...view, acknowledgedAt: now });
  });

  it('claims that nothing was found; what says no time happened when it was recorded', () => {
    const fact: ShareEvent = { type: 'NothingFoundReported', data: { kind: 'search', place, note: '' } };
    const view = fold(fact, deliveredView({ admittedAt: start }));
    expect(view.actions).toEqual([
      action('P1D', 'P1D', {
        eventId: `NothingFoundReported@${now}`,
        kind: 'search',
        nothingFound: true,
        place,
      }),
    ]);
    expect(view.lateness).toEqual([{ type: 'NothingFoundReported', recordedAt: now, lateMs: 0 }]);
  });

  it('is never reported before it happened, however wide the interval', () => {
    const wide = { ...moment(start), to: later };
    expect(fold({ ...raid(), metadata: { occurredAt: wide } }).lateness[0]?.lateMs).toBe(0);
  });

  it('keeps what is outstanding, and the first challenge of an action', () => {
    const detention = { ...raid(), data: { ...raid().data, outstanding: ['CustodyNotified'] } } as const;
    const challenge = (at: string, id: string) =>
      recorded({ type: 'ActionChallenged', data: { action: id, reason: '' } } as const, at);
    const acted = fold(detention, fold(raid()));
    const [first, second] = acted.actions;
    expect(second?.outstanding).toEqual(['CustodyNotified']);
    const view = {
      ...acted,
      actions: [
        { ...first, eventId: 'a' },
        { ...second, eventId: 'b' },
      ],
    } as typeof acted;
    const challenged = foldCase(foldCase(view, challenge(now, 'b'), ''), challenge(later, 'b'), '');
    expect(challenged.actions.map(({ challengedAt }) => challengedAt)).toEqual([null, now]);
  });
});

describe('a corrected return', () => {
  it('is delivered again: the clock and what is owed start afresh, the first delivery and the hold stay', () => {
    const first = deliveredView({
      acknowledgedAt: start,
      admittedAt: start,
      declinedAt: start,
      undertakenAt: start,
    });
    const facts = [returned, correction, ...delivery(now)];
    const again = facts.reduce((view, fact) => fold(fact, view), first);
    expect(again).toEqual({
      ...deliveredView(),
      place: otherPlace,
      holdTerms: { area: otherPlace, beyondDeadline: 'P3D', reserved: ['self-defence'] },
      deliveredAt: now,
      deadline: { due: after('P8D'), basis: 'P7D after delivery' },
      hold: { area: place, from: start, until: after('P11D'), reserved: ['self-defence'] },
    });
  });
});

describe('what is told of a case later', () => {
  const fact = raid();
  const withdrawn: ShareEvent = { type: 'ShareWithdrawn', data: { reason: '' } };

  it('leaves one that is closed or ruled out as it is', () => {
    const ends: readonly ShareEvent[] = [
      { type: 'CaseClosed', data: { reason: '' } },
      { type: 'AdmissibilityRuled', data: { admissible: 'no', clause: '', reasons: '' } },
    ];
    for (const end of ends) {
      const ended = fold(end);
      expect(fold(fact, ended)).toMatchObject({
        state: ended.state,
        actions: [{ eventId: expect.any(String) }],
      });
    }
  });

  it('says whether the case was withdrawn already', () => {
    expect(fold(fact, fold(withdrawn)).actions[0]?.afterWithdrawal).toBe(true);
    expect(fold(withdrawn, fold(fact)).actions[0]?.afterWithdrawal).toBe(false);
  });

  it('lets a returned case that was acted on stay returned, whatever is corrected', () => {
    const view = [returned, fact, correction].reduce((before, told) => fold(told, before), deliveredView());
    expect([view.state, view.returnedAt]).toEqual(['ActionClaimed', now]);
  });
});

describe('the strikes of a case', () => {
  it('are added once and replaced by what became of them, in place', () => {
    const [one, two] = [strike(now), strike(now, { id: 'strike-2' })];
    const denied = { ...one, status: 'denied' } as const;
    const view = [one, two, denied].reduce(withStrike, deliveredView());
    expect(view).toEqual({ ...deliveredView(), strikes: [denied, two] });
  });
});

describe('folding', () => {
  it('leaves what it is given as it was', () => {
    const before = deliveredView();
    const copy = structuredClone(before);
    fold(raid(), before);
    withStrike(before, strike(now));
    expect(before).toEqual(copy);
  });

  it('names no author where the envelope names none', () => {
    const nameless = { ...recorded(drafted(), start), metadata: { recordedAt: start } };
    expect(foldCase(null, nameless, 'case-1').draftedBy).toBe('');
  });
});
