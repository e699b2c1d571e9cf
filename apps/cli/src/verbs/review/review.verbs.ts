import type { Metric, Scorecard } from '@mizan/api-client';
import { table } from '../../output/table';
import { minute } from '../../output/words';
import { caseTable } from '../case-table';
import { group } from '../group';
import { listCases } from '../share/list';
import type { VerbSpec } from '../spec';

const population = {
  flags: '--population <which>',
  description: 'real cases or exercises; never both in one number',
  choices: ['real', 'exercise'],
};

const scorecard: VerbSpec = {
  name: 'scorecard',
  description: 'the review numbers, each with its population',
  kind: 'read',
  options: [population],
  async run(context) {
    const query = { ...context.asOf, population: context.text('population') };
    const found = await context.api.call('scorecard', { query });
    return { json: found, text: () => scorecardText(found) };
  },
};

function scorecardText({ asOf, validAt, population: which, metrics }: Scorecard): string {
  const head = `Population: ${which ?? '–'}. As of position ${asOf ?? '–'}, valid at ${minute(validAt)}.`;
  const rows = table<[string, Metric]>(
    [
      { title: 'METRIC', value: ([name]) => name },
      { title: 'n / N', value: ([, { n, N }]) => `${String(n ?? '–')} / ${String(N ?? '–')}` },
      {
        title: 'VALUE',
        value: ([, { value }]) => (value === null ? '–' : String(Math.round(value * 1000) / 1000)),
      },
      { title: '', value: ([, { reason }]) => reason ?? '' },
    ],
    Object.entries(metrics),
  );
  return `${head}\n\n${rows}`;
}

const overdue: VerbSpec = {
  name: 'overdue',
  description: 'cases whose deadline has passed without an action, the oldest first',
  kind: 'read',
  options: [population],
  async run(context) {
    const query = { ...context.asOf, population: context.text('population') };
    const found = await context.api.call('overdueCases', { query });
    return { json: found, text: () => caseTable(found.items) };
  },
};

/** `mizan review …` */
export const reviewVerbs = group('review', 'what a review meeting looks at', [
  listCases('board', 'every case with its outcome'),
  scorecard,
  overdue,
]);
