import { foldCase, foldStrike, idInStream, withStrike, type CaseView, type StrikeView } from '@mizan/domain';
import type { Decoded } from '@mizan/es';

/** The views by id, in the order in which they came, without any database: a fold from the first event. */
export function foldedViews(events: readonly Decoded[]): {
  readonly cases: ReadonlyMap<string, CaseView>;
  readonly strikes: ReadonlyMap<string, StrikeView>;
} {
  const cases = new Map<string, CaseView>();
  const strikes = new Map<string, StrikeView>();
  for (const event of events) {
    const { kind, id } = idInStream(event.stream) ?? {};
    if (kind === 'share' && id) cases.set(id, foldCase(cases.get(id) ?? null, event as never, id));
    if (kind !== 'strike' || !id) continue;
    const strike = foldStrike(strikes.get(id) ?? null, event as never, id);
    strikes.set(id, strike);
    for (const caseId of strike.linkedCases) {
      const view = cases.get(caseId);
      if (view) cases.set(caseId, withStrike(view, strike));
    }
  }
  return { cases, strikes };
}
