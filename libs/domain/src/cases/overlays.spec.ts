import { describe, expect, it } from '@jest/globals';
import { after, due } from '../testing/samples';
import { action, deliveredView, strike } from '../testing/views';
import type { CaseView } from './case.view';
import { OVERLAYS, overdueCases, overlaysOf } from './overlays';

const end = after('P30D');
const overlays = (changed: Partial<CaseView>, at = end) => overlaysOf(deliveredView(changed), at);
const acted = [action('P1D')];

describe('overlays', () => {
  it.each([
    [['Overdue'], {}],
    [['Overdue'], { declinedAt: after('P8D') }],
    [['Overdue', 'Superseded'], { supersededAt: after('P1D'), supersededBy: 'case-2' }],
    [[], { declinedAt: after('P1D') }],
    [[], { returnedAt: after('P1D') }],
    [[], { inadmissibleAt: after('P1D') }],
    [[], { closedAt: after('P8D') }],
    [['Withdrawn'], { withdrawnAt: after('P8D') }],
    [['Withdrawn'], { withdrawnAt: after('P1D') }],
    [[], { actions: acted }],
    [['Contested'], { actions: [action('P1D', 'P1D', { challengedAt: after('P2D') })] }],
    [['StruckInstead'], { strikes: [strike(after('P1D'))] }],
    [['Contested', 'StruckInstead'], { strikes: [{ ...strike(after('P1D')), status: 'denied' }] }],
    [[], { actions: acted, strikes: [strike(after('P2D'))] }],
    [['ActedBeforeAdmission'], { actions: [...acted, action('P2D', 'P2D', { beforeAdmission: true })] }],
    [
      ['NotificationOutstanding'],
      { actions: [...acted, action('P2D', 'P2D', { outstanding: ['CustodyNotified'] })] },
    ],
    [['Exercise'], { actions: acted, exercise: true }],
  ] as const)('%j', (expected, changed) => {
    expect(overlays(changed)).toEqual(expected);
  });

  it('come in one order', () => {
    const all = overlays({
      withdrawnAt: after('P9D'),
      supersededAt: after('P9D'),
      strikes: [{ ...strike(after('P1D')), status: 'denied' }],
      exercise: true,
    });
    expect(all).toEqual(['Contested', 'StruckInstead', 'Withdrawn', 'Superseded', 'Exercise']);
    expect(all).toEqual(OVERLAYS.filter((overlay) => all.includes(overlay)));
  });

  it('apply from their moment on', () => {
    const later = { withdrawnAt: after('P9D'), supersededAt: after('P9D'), closedAt: after('P9D') };
    expect(overlays(later, after('P8D'))).toEqual(['Overdue']);
    expect(overlays({}, after('P6DT23H59M59.999S'))).toEqual([]);
    expect(overlays({}, due)).toEqual(['Overdue']);
  });
});

describe('the overdue list', () => {
  it('begins with the longest overdue and leaves out what nobody waits for', () => {
    const until = (id: string, instant: string) =>
      deliveredView({ id, deadline: { due: instant, basis: '' } });
    const [newer, older] = [until('newer', after('P9D')), until('older', after('P8D'))];
    const views = [newer, older, deliveredView({ actions: acted }), until('open', after('P31D'))];
    expect(overdueCases(views, after('P10D'))).toEqual([
      { view: older, overdueMs: 2 * 86_400_000 },
      { view: newer, overdueMs: 86_400_000 },
    ]);
  });
});
