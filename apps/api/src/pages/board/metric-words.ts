import type { MetricName } from '@mizan/domain';
import { codeWords } from '../parts/words';

export interface MetricWords {
  readonly label: string;
  /** What N counts. */
  readonly of: string;
  /** What `value` counts: a proportion from 0 to 1, or hours. */
  readonly unit: 'proportion' | 'hours';
}

const known: Readonly<Record<MetricName, MetricWords>> = {
  actedInTimeClaimed: { label: 'Acted in time, claimed', of: 'cases due', unit: 'proportion' },
  returnedNotCorrected: { label: 'Returned and not corrected', of: 'delivered cases', unit: 'proportion' },
  struckInsteadAlleged: { label: 'Struck instead, alleged', of: 'admitted cases', unit: 'proportion' },
  struckInsteadAdmitted: { label: 'Struck instead, admitted', of: 'admitted cases', unit: 'proportion' },
  struckInsteadFound: { label: 'Struck instead, found', of: 'admitted cases', unit: 'proportion' },
  strikesAfterDeadline: {
    label: 'Strikes after the deadline',
    of: 'admitted cases past it',
    unit: 'proportion',
  },
  overdueAgeing: { label: 'Overdue, by age', of: 'cases due', unit: 'proportion' },
  holdsExpired: { label: 'Hold undertakings expired', of: 'holds given', unit: 'proportion' },
  holdCompliance: { label: 'Holds kept', of: 'holds expired', unit: 'proportion' },
  lateEntryMedianHours: {
    label: 'Late entry, median',
    of: 'dated claims, recorded afterwards',
    unit: 'hours',
  },
  lateEntryOver72h: { label: 'Late entry, over 72 hours', of: 'dated claims', unit: 'proportion' },
};

/** How a metric reads; one that this version of the page does not know shows its own name. */
export function metricWords(name: string): MetricWords {
  const words: Readonly<Record<string, MetricWords>> = known;
  return words[name] ?? { label: codeWords(name), of: '', unit: 'proportion' };
}
