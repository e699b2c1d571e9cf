import { codeWords } from '../parts/words';

export interface MetricWords {
  readonly label: string;
  /** What `value` counts: a proportion from 0 to 1, or milliseconds. */
  readonly unit: 'proportion' | 'milliseconds';
}

/** How a metric reads; a metric that this version of the page does not know shows its own name. */
export function metricWords(name: string): MetricWords {
  return {
    label: codeWords(name),
    unit: /median|ms$|time to/i.test(codeWords(name)) ? 'milliseconds' : 'proportion',
  };
}
