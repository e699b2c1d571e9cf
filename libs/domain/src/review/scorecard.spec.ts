import { describe, expect, it } from '@jest/globals';
import type { CaseView } from '../cases/case.view';
import { after, drafted, moment, place, start } from '../testing/samples';
import { action, deliveredView, strike, viewOf } from '../testing/views';
import { EMPTY_POPULATION } from './metric';
import { METRIC_NAMES, scorecard, type MetricName } from './scorecard';

const end = after('P30D');
const challenged = { challengedAt: after('P20D') };
const at = (duration: string) => strike(after(duration));
const view = deliveredView;
const count = (n: number, N: number, contested = 0) => ({ n, N, value: n / N, contested, found: null });
const empty = { n: 0, N: 0, value: null, contested: 0, found: null, reason: EMPTY_POPULATION };

function metric(name: MetricName, views: readonly CaseView[], validAt = end) {
  return scorecard(views, validAt)[name];
}

describe('the scorecard', () => {
  it('has the same metrics for nothing at all as for anything, each with a reason where it has no value', () => {
    const card = scorecard([viewOf([start, drafted()])], end);
    expect(Object.keys(card)).toEqual(METRIC_NAMES);
    expect(card).toEqual({
      actedInTimeClaimed: empty,
      returnedNotCorrected: empty,
      struckInsteadAlleged: empty,
      struckInsteadAdmitted: empty,
      struckInsteadFound: { ...empty, reason: expect.stringMatching(/not recorded yet/) },
      strikesAfterDeadline: empty,
      overdueAgeing: {
        ...empty,
        buckets: { '<1d': 0, '1-3d': 0, '3-7d': 0, '7-14d': 0, '14-30d': 0, '>30d': 0 },
      },
      holdsExpired: empty,
      holdCompliance: { ...empty, reason: expect.stringMatching(/never inferred/) },
      lateEntryMedianHours: empty,
      lateEntryOver72h: empty,
    });
  });
});

describe('acted in time, claimed', () => {
  const acted = (views: readonly CaseView[], validAt = end) => metric('actedInTimeClaimed', views, validAt);

  it('counts actions that ended by the deadline, however late they were told', () => {
    const views = [
      view({ actions: [action('P7D')] }),
      view({ actions: [action('P7D', 'P9D')] }),
      view({ actions: [action('P8D'), action('P6D', 'P9D')] }),
      view({ actions: [action('P1D', 'P1D', { nothingFound: true })] }),
      view({ actions: [action('P7DT0.001S')] }),
      view({ declinedAt: after('P1D') }),
      view({ admittedAt: null }),
      view({ actions: [action('P1D')], strikes: [at('P2D')] }),
    ];
    expect(acted(views)).toEqual(count(5, 8));
  });

  it('says how many of them are contested', () => {
    const views = [
      view({ actions: [action('P1D', 'P1D', challenged)] }),
      view({ actions: [action('P1D')] }),
      view({ actions: [action('P8D', 'P8D', challenged)] }),
    ];
    expect(acted(views)).toEqual(count(2, 3, 1));
  });

  it.each<[string, Partial<CaseView>]>([
    ['whose deadline is to come', { deadline: { due: after('P31D'), basis: '' } }],
    ['that was withdrawn before anything happened', { withdrawnAt: after('P1D') }],
    ['ruled inadmissible', { inadmissibleAt: after('P1D') }],
    ['returned and not corrected', { returnedAt: after('P1D') }],
    ['struck instead, as its author admits', { strikes: [{ ...at('P1D'), status: 'admitted' }] }],
    ['struck instead, as its author notified', { strikes: [{ ...at('P1D'), status: 'notified' }] }],
  ])('leaves out a case %s', (_, changed) => {
    expect(acted([view(changed), view()])).toEqual(count(0, 1));
  });

  it.each<[string, Partial<CaseView>]>([
    ['struck instead, as is only alleged', { strikes: [at('P1D')] }],
    ['struck instead, as is denied', { strikes: [{ ...at('P1D'), status: 'denied' }] }],
    ['struck after the deadline', { strikes: [{ ...at('P8D'), status: 'admitted' }] }],
    ['withdrawn after its deadline', { withdrawnAt: after('P8D') }],
    ['closed', { closedAt: after('P8D') }],
    ['superseded', { supersededAt: after('P1D'), supersededBy: 'case-2' }],
    ['declined', { declinedAt: after('P1D') }],
  ])('keeps a case %s', (_, changed) => {
    expect(acted([view(changed), view()])).toEqual(count(0, 2));
  });

  it('takes a case in at its deadline', () => {
    expect(acted([view()], after('P7D'))).toEqual(count(0, 1));
    expect(acted([view()], after('P6DT23H59M59.999S'))).toEqual(empty);
  });
});

describe('returned and not corrected', () => {
  it('is a line of its own over all delivered cases', () => {
    const views = [view({ returnedAt: after('P1D') }), view(), view({ withdrawnAt: after('P1D') })];
    expect(metric('returnedNotCorrected', [...views, viewOf([start, drafted()])])).toEqual(count(1, 3));
  });
});

describe('struck instead', () => {
  const admitted = (changed: Partial<CaseView>) => view({ admittedAt: after('PT1H'), ...changed });
  const views = [
    admitted({}),
    admitted({ strikes: [at('P1D')] }),
    admitted({ strikes: [{ ...at('P1D'), status: 'denied' }] }),
    admitted({ strikes: [{ ...at('P1D'), status: 'admitted' }] }),
    admitted({ strikes: [{ ...at('P1D'), status: 'notified', alleged: false }] }),
    admitted({ strikes: [{ ...at('P1D'), by: 'YY', against: 'XX' }] }),
    admitted({ strikes: [at('P8D')] }),
    view({ strikes: [at('P1D')] }),
  ];

  it('counts admitted cases: what is alleged, and how much of it is denied', () => {
    expect(metric('struckInsteadAlleged', views)).toEqual(count(3, 7, 1));
  });

  it('counts what the striking side admitted or reported itself', () => {
    expect(metric('struckInsteadAdmitted', views)).toEqual(count(2, 7));
  });

  it('finds nothing without findings', () => {
    const { n, N, value, found } = metric('struckInsteadFound', views);
    expect([n, N, value, found]).toEqual([0, 7, null, null]);
  });

  it('ends with the action or the deadline, whichever comes first', () => {
    const instead = (ended: string, struck: string) =>
      metric('struckInsteadAlleged', [admitted({ actions: [action(ended)], strikes: [at(struck)] })]).n;
    expect(instead('P2D', 'P2D')).toBe(1);
    expect(instead('P2D', 'P2DT0.001S')).toBe(0);
    expect(instead('P9D', 'P7D')).toBe(1);
    expect(instead('P9D', 'P7DT0.001S')).toBe(0);
  });

  it('keeps strikes after the deadline apart', () => {
    const late = [
      ...views,
      admitted({ strikes: [{ ...at('P8D'), status: 'denied' }] }),
      admitted({ deadline: { due: after('P31D'), basis: '' }, strikes: [at('P20D')] }),
      admitted({ strikes: [strike(after('P7D'))] }),
    ];
    expect(metric('strikesAfterDeadline', late)).toEqual(count(2, 9, 1));
  });
});

describe('overdue ageing', () => {
  const due = (duration: string) => view({ deadline: { due: after(duration), basis: '' } });

  it('sorts overdue cases by the time since their deadline, over all that were due', () => {
    const views = [
      ...[due('P30D'), due('P29DT0.001S'), due('P29D'), due('P27DT0.001S'), due('P27D')],
      ...[due('P23DT0.001S'), due('P23D'), due('P16DT0.001S'), due('P16D'), due('PT0.001S'), due('PT0S')],
      ...[view({ actions: [action('P8D')] }), view({ declinedAt: after('P1D') }), view({ closedAt: end })],
      ...[view({ withdrawnAt: after('P8D') }), view({ returnedAt: after('P1D') }), due('P31D')],
    ];
    expect(metric('overdueAgeing', views)).toEqual({
      ...count(11, 15),
      buckets: { '<1d': 2, '1-3d': 2, '3-7d': 2, '7-14d': 2, '14-30d': 2, '>30d': 1 },
    });
  });
});

describe('hold undertakings', () => {
  const held = (duration: string) =>
    view({ hold: { area: place, from: start, until: after(duration), reserved: [] } });
  const views = [held('P30D'), held('P1D'), held('P30DT0.001S'), viewOf([start, drafted()])];

  it('are counted as they run out', () => {
    expect(metric('holdsExpired', views)).toEqual(count(2, 3));
  });

  it('are never found to be breached by software', () => {
    const { n, N, value } = metric('holdCompliance', [...views, view({ strikes: [at('P1D')] })]);
    expect([n, N, value]).toEqual([0, 3, null]);
  });
});

describe('late entry', () => {
  const hours = (...late: readonly number[]) =>
    view({
      lateness: late.map((n) => ({ type: 'ActionTaken', recordedAt: start, lateMs: n * 3_600_000 })),
    });
  const struck = (id: string, lateHours: string) => ({
    ...at('P1D'),
    id,
    occurredAt: moment(after('P1D')),
    recordedAt: after(lateHours),
  });

  it('has a median over an odd and an even number of claims, with those that were late as n', () => {
    expect(metric('lateEntryMedianHours', [hours(100, 0), hours(2)])).toEqual({
      n: 2,
      N: 3,
      value: 2,
      contested: 0,
      found: null,
    });
    expect(metric('lateEntryMedianHours', [hours(1, 9), hours(2, 100)]).value).toBe(5.5);
  });

  it('counts a strike once, however many cases it is linked to', () => {
    const strikes = [struck('a', 'P2D'), struck('b', 'P1DT1H')];
    const { n, N, value } = metric('lateEntryMedianHours', [view({ strikes }), view({ strikes })]);
    expect([n, N, value]).toEqual([2, 2, 12.5]);
  });

  it('counts what was recorded more than 72 hours afterwards', () => {
    const views = [hours(72, 72.001, 100), view({ strikes: [struck('a', 'P4DT0.001S')] })];
    expect(metric('lateEntryOver72h', views)).toEqual(count(3, 4));
  });
});
