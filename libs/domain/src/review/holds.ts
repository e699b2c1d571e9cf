import { isAfter } from '../common/time';
import { proportion, withoutValue, type Metric } from './metric';
import { count, type Reviewed } from './population';

/** Hold undertakings that have run out, over those given. One for each case: a re-delivery prolongs it. */
export function holdsExpired(cases: readonly Reviewed[], validAt: string): Metric {
  return proportion(expired(cases, validAt), given(cases));
}

/** A breach is a finding: software never infers one from a strike, so the number waits for findings. */
export function holdCompliance(cases: readonly Reviewed[], validAt: string): Metric {
  return withoutValue(
    expired(cases, validAt),
    'A breach of a hold undertaking is a finding, never inferred; findings are not recorded yet.',
  );
}

function given(cases: readonly Reviewed[]): number {
  return count(cases, ({ view }) => view.hold !== null);
}

function expired(cases: readonly Reviewed[], validAt: string): number {
  return count(cases, ({ view }) => view.hold !== null && !isAfter(view.hold.until, validAt));
}
