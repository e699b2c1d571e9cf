import type { StrikeView } from '../cases/case.view';
import { endOf } from '../common/asserted-time';
import { toMillis } from '../common/time';
import { EMPTY_POPULATION, proportion, type Metric } from './metric';
import { count, type Reviewed } from './population';

const hourMs = 3_600_000;

/**
 * Median of recordedAt − occurredAt in hours, over all claims that assert when something happened (actions, and
 * linked strikes once each); n of them were recorded after it had ended.
 */
export function lateEntryMedianHours(cases: readonly Reviewed[]): Metric {
  const late = latenesses(cases);
  const n = count(late, (ms) => ms > 0);
  const median = medianOf(late);
  const counts = { n, N: late.length, contested: 0, found: null };
  return median === null
    ? { ...counts, value: null, reason: EMPTY_POPULATION }
    : { ...counts, value: median / hourMs };
}

/** The same claims: the share recorded more than 72 hours afterwards. */
export function lateEntryOver72h(cases: readonly Reviewed[]): Metric {
  const late = latenesses(cases);
  return proportion(
    count(late, (ms) => ms > 72 * hourMs),
    late.length,
  );
}

function latenesses(cases: readonly Reviewed[]): readonly number[] {
  const strikes = new Map(cases.flatMap(({ view }) => view.strikes.map((strike) => [strike.id, strike])));
  const ofStrike = (strike: StrikeView) => toMillis(strike.recordedAt) - toMillis(endOf(strike));
  return [
    ...cases.flatMap(({ view }) => view.lateness.map(({ lateMs }) => lateMs)),
    ...[...strikes.values()].map(ofStrike),
  ];
}

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
