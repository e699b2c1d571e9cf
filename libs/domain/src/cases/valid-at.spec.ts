import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromMillis, toMillis } from '../common/time';
import { RandomCase } from '../testing/random-case';
import { choiceOf, play, released } from '../testing/random-orders';
import { after, delivered, due, start } from '../testing/samples';
import { action, deliveredView, strike, viewOf } from '../testing/views';
import type { CaseView } from './case.view';
import { outcomeOf } from './outcome';
import { upTo } from './valid-at';

const steps = [
  'firstDeliveredAt',
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

  it('was delivered first until it is delivered again', () => {
    const view = deliveredView({ deliveredAt: after('P1D') });
    expect(upTo(view, after('P1D')).deliveredAt).toBe(after('P1D'));
    expect(upTo(view, after('PT23H59M59.999S')).deliveredAt).toBe(start);
    expect(upTo(view, '2026-11-01T07:59:59.999Z').deliveredAt).toBeNull();
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

  it.each([
    ['2026-11-01T07:59:59.999Z', 'Draft'],
    [start, 'Delivered'],
    [after('P1D'), 'Acknowledged'],
    [after('P2D'), 'Admitted'],
    [after('P3D'), 'ActionClaimed'],
    [after('P5D'), 'Closed'],
  ] as const)('is at %s in the state %s, however late an action was told', (validAt, state) => {
    const view = deliveredView({
      state: 'Closed',
      acknowledgedAt: after('P1D'),
      admittedAt: after('P2D'),
      actions: [action('P3D', 'P4D')],
      closedAt: after('P5D'),
    });
    expect(upTo(view, validAt).state).toBe(state);
  });

  it.each([
    ['Returned', { returnedAt: after('P1D') }],
    ['Inadmissible', { inadmissibleAt: after('P1D') }],
  ] as const)('is %s from its instant on', (state, changed) => {
    const view = deliveredView({ state: 'Closed', closedAt: after('P2D'), ...changed });
    expect(upTo(view, after('PT23H')).state).toBe('Delivered');
    expect(upTo(view, after('P1D')).state).toBe(state);
  });

  it('keeps the state of the fold where nothing is left out', () => {
    const raided = { returnedAt: after('P1D'), actions: [action('P2D')] };
    expect(upTo(deliveredView({ state: 'ActionClaimed', ...raided }), due).state).toBe('ActionClaimed');
    const [draft] = delivered;
    expect(upTo(viewOf([start, draft]), start).state).toBe('Draft');
  });

  it('is released exactly where it counts as delivered, whatever happened and whatever the clocks did', () => {
    const choices = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()).map(choiceOf), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(choices, fc.integer({ min: -48, max: 400 }), (rest, hours) => {
        const subject = new RandomCase();
        play(subject, [...released, ...rest]);
        const view = subject.view();
        if (!view) return;
        const validAt = fromMillis(toMillis(start) + hours * 3_600_000);
        const seen = upTo(view, validAt);
        expect(seen.state === 'Draft').toBe(seen.firstDeliveredAt === null);
        expect(seen.deliveredAt === null).toBe(seen.firstDeliveredAt === null);
        if (seen.firstDeliveredAt === null)
          expect(outcomeOf(view, validAt).claimed).not.toMatch(/acted|struck/);
        expect(upTo(seen, validAt)).toEqual(seen);
      }),
      { numRuns: 200 },
    );
  });
});
