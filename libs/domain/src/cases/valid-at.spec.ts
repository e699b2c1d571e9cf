import { describe, expect, it } from '@jest/globals';
import { after, due, start } from '../testing/samples';
import { action, deliveredView, strike } from '../testing/views';
import type { CaseView } from './case.view';
import { outcomeOf } from './outcome';
import { upTo } from './valid-at';

const steps = [
  'firstDeliveredAt',
  'deliveredAt',
  'acknowledgedAt',
  'admittedAt',
  'returnedAt',
  'withdrawnAt',
  'supersededAt',
  'inadmissibleAt',
  'declinedAt',
  'undertakenAt',
  'closedAt',
  'deadlineMetAt',
  'deadlineMissedAt',
] as const satisfies readonly (keyof CaseView)[];

describe('a case as far as time has run', () => {
  it.each(steps)('knows %s from its instant on', (step) => {
    const view = deliveredView({ [step]: after('P1D') });
    expect(upTo(view, after('P1D'))[step]).toBe(after('P1D'));
    expect(upTo(view, after('PT23H59M59.999S'))[step]).toBeNull();
  });

  it('has neither deadline nor hold before its delivery, nor a successor before it is superseded', () => {
    const view = deliveredView({ supersededAt: after('P1D'), supersededBy: 'case-2' });
    const before = upTo(view, '2026-11-01T07:59:59.999Z');
    expect([before.deadline, before.hold, before.supersededBy]).toEqual([null, null, null]);
    expect(upTo(view, start).supersededBy).toBeNull();
    expect(upTo(view, after('P1D'))).toEqual(view);
  });

  it('holds actions and strikes from their end on, however late they were told', () => {
    const lateness = [{ type: 'ActionTaken', recordedAt: after('P9D'), lateMs: 1 }];
    const view = deliveredView({
      actions: [action('P2D', 'P9D')],
      strikes: [{ ...strike(after('P3D')), recordedAt: after('P9D') }],
      lateness,
    });
    expect(upTo(view, after('P2D'))).toEqual({ ...view, strikes: [], lateness: [] });
    expect(upTo(view, after('P1D'))).toEqual({ ...view, actions: [], strikes: [], lateness: [] });
    expect(upTo(view, after('P9D'))).toEqual(view);
  });

  it('lets the outcome of a past moment be told with what is known now', () => {
    const view = deliveredView({ actions: [action('P2D', 'P9D')] });
    expect(outcomeOf(view, after('P1D')).claimed).toBe('open');
    expect(outcomeOf(view, due).claimed).toBe('reported-late');
  });

  it('takes an instant in its shorter form', () => {
    expect(upTo(deliveredView(), '2026-11-01T08:00:00Z')).toEqual(deliveredView());
  });
});
