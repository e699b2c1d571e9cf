import { describe, expect, it } from '@jest/globals';
import { after, drafted, due, start } from '../testing/samples';
import { action, deliveredView, strike, viewOf } from '../testing/views';
import type { CaseView } from './case.view';
import { CLAIMED_OUTCOMES, outcomeOf, type ClaimedOutcome } from './outcome';

const ms = 'PT0.001S';
const pastDue = `P7D${ms.slice(1)}`;
const end = after('P30D');
const by = (duration: string) => strike(after(duration));

const table: readonly (readonly [ClaimedOutcome, string, Partial<CaseView>])[] = [
  ['withdrawn', 'withdrawn', { withdrawnAt: after('P1D') }],
  ['withdrawn', 'withdrawn after a return', { returnedAt: after('P1D'), withdrawnAt: after('P9D') }],
  ['withdrawn', 'withdrawn, struck afterwards', { withdrawnAt: after('P1D'), strikes: [by('P2D')] }],
  ['withdrawn', 'withdrawn, struck before delivery', { withdrawnAt: after('P1D'), strikes: [strike(start)] }],
  ['withdrawn', 'withdrawn just before the deadline', { withdrawnAt: after('P6DT23H59M59.999S') }],
  ['not-acted', 'withdrawn at the deadline', { withdrawnAt: due }],
  ['acted-in-time', 'acted, then withdrawn', { actions: [action('P1D')], withdrawnAt: after('P1D') }],
  [
    'acted-in-time',
    'acted, then withdrawn by a clock set back',
    { actions: [action('P2D')], withdrawnAt: after('P1D') },
  ],
  [
    'acted-in-time',
    'acted, withdrawn, reported in time',
    { actions: [action('P1D', 'P3D', { afterWithdrawal: true })], withdrawnAt: after('P2D') },
  ],
  [
    'reported-late',
    'acted, withdrawn, reported late',
    { actions: [action('P1D', 'P9D', { afterWithdrawal: true })], withdrawnAt: after('P2D') },
  ],
  [
    'withdrawn',
    'withdrawn, then acted',
    { actions: [action('P3D', 'P3D', { afterWithdrawal: true })], withdrawnAt: after('P2D') },
  ],
  ['struck-instead', 'struck, then withdrawn', { strikes: [by('P1D')], withdrawnAt: after('P1D') }],
  ['inadmissible', 'ruled out although acted', { inadmissibleAt: after('P1D'), actions: [action('PT1H')] }],
  ['inadmissible', 'ruled out, then struck', { inadmissibleAt: after('P1D'), strikes: [by('P2D')] }],
  ['returned', 'returned although acted', { returnedAt: after('P1D'), actions: [action('P2D')] }],
  ['returned', 'returned, then struck', { returnedAt: after('P1D'), strikes: [by('P2D')] }],
  ['acted-and-struck', 'acted and struck', { actions: [action('P1D')], strikes: [by('P2D')] }],
  ['acted-and-struck', 'struck, acted late', { actions: [action('P9D')], strikes: [by('P2D')] }],
  ['struck-instead', 'struck at the deadline', { strikes: [strike(due)] }],
  ['struck-instead', 'struck right after delivery', { strikes: [by(ms)] }],
  ['struck-instead', 'declined and struck', { declinedAt: after('P1D'), strikes: [by('P2D')] }],
  ['not-acted', 'struck at delivery', { strikes: [strike(start)] }],
  ['not-acted', 'struck after the deadline', { strikes: [by(pastDue)] }],
  [
    'not-acted',
    'struck by the side that was asked',
    { strikes: [{ ...by('P1D'), by: 'YY', against: 'XX' }] },
  ],
  ['acted-in-time', 'acted and reported at the deadline', { actions: [action('P7D')] }],
  ['acted-in-time', 'acted, struck after the deadline', { actions: [action('P1D')], strikes: [by('P8D')] }],
  ['acted-in-time', 'declined, then acted', { declinedAt: after('PT1H'), actions: [action('P1D')] }],
  ['acted-in-time', 'acted late, then in time', { actions: [action('P1D'), action('P9D')] }],
  ['acted-in-time', 'one more report later', { actions: [action('P2D'), action('P1D', 'P9D')] }],
  ['reported-late', 'acted by the deadline, told after it', { actions: [action('P7D', pastDue)] }],
  ['reported-late', 'an earlier action told last', { actions: [action('P8D'), action('P1D', 'P9D')] }],
  ['acted-late', 'acted after the deadline', { actions: [action(pastDue)] }],
  ['acted-late', 'declined, acted late', { declinedAt: after('P1D'), actions: [action('P8D')] }],
  ['declined', 'declined at the deadline', { declinedAt: due }],
  ['not-acted', 'declined after the deadline', { declinedAt: after(pastDue) }],
  ['not-acted', 'undertaken only', { undertakenAt: after('P1D'), admittedAt: after('P1D') }],
  ['not-acted', 'superseded', { supersededAt: after('P1D'), supersededBy: 'case-2' }],
  ['not-acted', 'closed', { closedAt: after('P8D'), state: 'Closed' }],
];

describe('what became of a case', () => {
  it.each(table)('%s: %s', (claimed, _, changed) => {
    expect(outcomeOf(deliveredView(changed), end)).toEqual({ claimed, contested: false, found: null });
  });

  it('reaches every outcome in this table, or is open', () => {
    expect(new Set([...table.map(([claimed]) => claimed), 'open'])).toEqual(new Set(CLAIMED_OUTCOMES));
  });

  it('is open until the deadline itself', () => {
    expect(outcomeOf(deliveredView(), after('P6DT23H59M59.999S')).claimed).toBe('open');
    expect(outcomeOf(deliveredView(), due).claimed).toBe('not-acted');
    expect(outcomeOf(deliveredView(), '2026-11-08T08:00:00Z').claimed).toBe('not-acted');
  });

  it('is open for a draft, or withdrawn', () => {
    const draft = viewOf([start, drafted()]);
    expect(outcomeOf(draft, end).claimed).toBe('open');
    expect(outcomeOf({ ...draft, withdrawnAt: after('P1D') }, end).claimed).toBe('withdrawn');
  });

  it('counts a strike from the first delivery on, also after a re-delivery', () => {
    const again = { deliveredAt: after('P3D'), deadline: { due: after('P10D'), basis: '' } };
    expect(outcomeOf(deliveredView({ ...again, strikes: [by('P1D')] }), end).claimed).toBe('struck-instead');
  });

  it('takes an interval that was still open when it was reported to end with the report', () => {
    const { occurredAt } = action('P6D');
    const wide = action('P6D', 'P7D', { occurredAt: { ...occurredAt, to: after('P8D') } });
    expect(outcomeOf(deliveredView({ actions: [wide] }), end).claimed).toBe('acted-in-time');
    const strikes = [{ ...strike(due), occurredAt: { ...occurredAt, to: after('P8D') } }];
    expect(outcomeOf(deliveredView({ strikes }), end).claimed).toBe('struck-instead');
  });

  it('goes by the end of an interval', () => {
    const { occurredAt } = action('P6D');
    const long = { occurredAt: { ...occurredAt, to: after('P8D') } };
    expect(outcomeOf(deliveredView({ actions: [action('P8D', 'P9D', long)] }), end).claimed).toBe(
      'acted-late',
    );
  });
});

describe('a contested outcome', () => {
  const contested = (changed: Partial<CaseView>) => outcomeOf(deliveredView(changed), end).contested;

  it('has a challenged action or a denied strike in the window', () => {
    const challenged = action('P1D', 'P1D', { challengedAt: after('P2D') });
    expect(contested({ actions: [action('P1D'), challenged] })).toBe(true);
    expect(contested({ strikes: [{ ...by('P1D'), status: 'denied' }] })).toBe(true);
  });

  it('is not made by strikes that do not count, or that nobody denies', () => {
    expect(contested({ strikes: [{ ...by('P8D'), status: 'denied' }] })).toBe(false);
    expect(contested({ strikes: [{ ...by('P1D'), status: 'denied', by: 'YY' }] })).toBe(false);
    expect(contested({ strikes: [by('P1D'), { ...by('P1D'), status: 'admitted' }] })).toBe(false);
    expect(contested({ actions: [action('P1D')] })).toBe(false);
  });
});
