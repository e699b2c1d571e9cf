import type { CaseView } from '../cases/case.view';
import { actedInTime, returnedNotCorrected } from './acted-in-time';
import { holdCompliance, holdsExpired } from './holds';
import { lateEntryMedianHours, lateEntryOver72h } from './late-entry';
import type { Metric } from './metric';
import { overdueAgeing } from './overdue-ageing';
import { deliveredCases } from './population';
import { strikesAfterDeadline, struckInstead } from './strikes';

export const METRIC_NAMES = [
  'actedInTimeClaimed',
  'returnedNotCorrected',
  'struckInsteadAlleged',
  'struckInsteadAdmitted',
  'struckInsteadFound',
  'strikesAfterDeadline',
  'overdueAgeing',
  'holdsExpired',
  'holdCompliance',
  'lateEntryMedianHours',
  'lateEntryOver72h',
] as const;

export type MetricName = (typeof METRIC_NAMES)[number];

/**
 * The review numbers over `views`, as far as time has run by `validAt` (RFC 3339, UTC). The caller chooses the
 * population: exercises and real cases are never given together. Drafts count nowhere.
 */
export function scorecard(views: readonly CaseView[], validAt: string): Readonly<Record<MetricName, Metric>> {
  const cases = deliveredCases(views, validAt);
  const struck = struckInstead(cases);
  return {
    actedInTimeClaimed: actedInTime(cases, validAt),
    returnedNotCorrected: returnedNotCorrected(cases),
    struckInsteadAlleged: struck.alleged,
    struckInsteadAdmitted: struck.admitted,
    struckInsteadFound: struck.found,
    strikesAfterDeadline: strikesAfterDeadline(cases, validAt),
    overdueAgeing: overdueAgeing(cases, validAt),
    holdsExpired: holdsExpired(cases, validAt),
    holdCompliance: holdCompliance(cases, validAt),
    lateEntryMedianHours: lateEntryMedianHours(cases),
    lateEntryOver72h: lateEntryOver72h(cases),
  };
}
