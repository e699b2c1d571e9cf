import { describe, expect, it } from '@jest/globals';
import { METRIC_NAMES, CLAIMED_OUTCOMES, type CaseOutcome } from '@mizan/domain';
import type { Moment } from '../parts/layout';
import { outcomeOrder } from '../parts/outcome-words';
import type { BoardModel } from './board.model';
import { boardPage } from './board.page';
import { countsOf, pagerOf } from './board.reader';
import { metricWords } from './metric-words';

const moment: Moment = {
  position: '77',
  validAt: '2026-11-24T04:00:00.000Z',
  tense: 'now',
  asked: { asOf: null, validAt: null },
};
const acted: CaseOutcome = { claimed: 'acted-in-time', contested: true, found: null };
const struck: CaseOutcome = { claimed: 'struck-instead', contested: false, found: 'acted-in-time' };

function model(changes: Partial<BoardModel> = {}): BoardModel {
  return {
    moment,
    population: 'exercise',
    released: 3,
    drafts: 1,
    counts: countsOf([acted, acted, struck]),
    metrics: null,
    rows: [],
    zones: [],
    pager: pagerOf(0, undefined),
    only: null,
    ...changes,
  };
}

const textOf = (board: BoardModel) => boardPage(board).toString().replace(/\s+/g, ' ');

describe('the board', () => {
  it('has words for every outcome and every metric', () => {
    expect([...outcomeOrder].sort()).toEqual([...CLAIMED_OUTCOMES].sort());
    expect(METRIC_NAMES.filter((name) => metricWords(name).of === '')).toEqual([]);
    expect(metricWords('accessRateByParty').label).toBe('Access rate by party');
  });

  it('keeps claimed, contested and found apart', () => {
    expect(countsOf([acted, acted, struck]).filter(({ claimed, found }) => claimed + found > 0)).toEqual([
      { outcome: 'acted-in-time', claimed: 2, contested: 2, found: 1 },
      { outcome: 'struck-instead', claimed: 1, contested: 0, found: 0 },
    ]);
  });

  it('says in one sentence what the figures say', () => {
    expect(textOf(model())).toContain(
      'Of 3 shares released, 2 led to action (2 of them by the deadline), 1 to a strike instead and 0 to both; ' +
        '0 saw no action and 0 are open. Each of these is what the parties say: 2 are contested, and 1 has been found. ' +
        '1 draft counts nowhere.',
    );
    expect(textOf(model({ released: 0, counts: countsOf([]) }))).toContain('Nothing has been shared yet.');
  });

  it('shows a missing figure with its reason, never as nought', () => {
    const missing = { n: 0, N: 0, value: null, contested: 0, found: null, reason: 'Nothing <yet>.' };
    const page = textOf(model({ metrics: { holdCompliance: missing } }));
    expect(page).toContain('no figure');
    expect(page).toContain('Nothing &lt;yet&gt;.');
  });

  it('links every row and every outcome to the moment it was read at', () => {
    const row = {
      id: 'c1',
      reference: 'PK-7F3A-Q2',
      sharer: 'PK',
      recipient: 'AF',
      kind: 'cache',
      requestedAction: 'seizure',
      state: 'Delivered',
      overlays: ['Overdue'],
      due: '2026-11-23T04:00:00.000Z',
      outcome: acted,
    };
    const asked = { asOf: '77', validAt: '2026-11-24' };
    const page = textOf(model({ rows: [row], moment: { ...moment, asked }, pager: pagerOf(120, '2') }));
    const pair = 'asOf=77&amp;validAt=2026-11-24';
    expect(page).toContain(`href="/cases/c1?${pair}"`);
    expect(page).toContain(`href="/?${pair}&amp;outcome=struck-instead#cases"`);
    expect(page).toContain(`href="/?${pair}&amp;page=3#cases"`);
    expect(page).toContain('1 day ago');
  });

  it('says of a returned case that its clock does not run', () => {
    const parties = { sharer: 'PK', recipient: 'AF', kind: 'cache', requestedAction: 'seizure' };
    const state = { state: 'Returned', overlays: [], due: null, outcome: acted };
    const page = textOf(model({ rows: [{ id: 'c1', reference: 'PK-7F3A-Q2', ...parties, ...state }] }));
    expect(page).toContain('not running: returned');
  });

  it('gives the nearest page there is', () => {
    const pages = [undefined, '0', '2', '99', 'x', ['1']].map((asked) => pagerOf(101, asked).page);
    expect(pages).toEqual([1, 1, 2, 3, 1, 1]);
    expect(pagerOf(0, '4')).toEqual({ total: 0, pages: 1, page: 1 });
  });
});
