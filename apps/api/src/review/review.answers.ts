import { METRIC_NAMES, type Metric, type MetricName } from '@mizan/domain';
import {
  answer,
  fraction,
  listOf,
  oneFrom,
  optional,
  orNull,
  part,
  recordOf,
  text,
  told,
  whole,
  type FieldsOf,
} from '../openapi';
import type { CaseSummary } from '../shares/case.presenter';
import { pairFields, summaryFields } from '../shares/case.answers';
import type { Population } from './review-population';

const metric = answer<Metric>('Metric', {
  n: told(whole, 'Resting on claims.'),
  N: told(whole, 'The population.'),
  value: told(orNull(fraction), 'A proportion unless the metric says otherwise; null with a reason.', {
    examples: [0.593],
  }),
  contested: told(whole, 'How many of the n the other side disputes.'),
  found: told(orNull(whole), 'How many are confirmed by findings and rulings; null until there are any.'),
  reason: optional(told(text, 'Why there is no value.', { examples: ['The population is empty.'] })),
  buckets: optional(recordOf(whole, ['<1', '1-3'])),
});

interface Review {
  readonly asOf: string | null;
  readonly validAt: string;
  readonly population: Population;
}

const review: FieldsOf<Review> = { ...pairFields, population: oneFrom('exercise', 'real') };

const metrics = Object.fromEntries(METRIC_NAMES.map((name) => [name, metric])) as FieldsOf<
  Record<MetricName, Metric>
>;

export const scorecardAnswer = answer<Review & { metrics: Readonly<Record<MetricName, Metric>> }>(
  'Scorecard',
  {
    ...review,
    metrics: part(metrics),
  },
);

export type OverdueCase = CaseSummary & { readonly overdueMs: number };

const overdue = answer<OverdueCase>('OverdueCase', {
  ...summaryFields,
  overdueMs: told(whole, 'Milliseconds since the deadline, without suspensions.'),
});

export const overdueAnswer = answer<Review & { items: readonly OverdueCase[] }>('Overdue', {
  ...review,
  items: listOf(overdue),
});
