import type { Identity } from '@mizan/access';
import { shareStream, strikeStream, type CaseView, type StrikeView } from '@mizan/domain';
import { mayKnow } from '../strikes/strike-access';

/**
 * A case can be marked more openly than a strike that is linked to it, so that its own marking does not decide what is
 * told of the strike. Where the reader may not know the strike, the case tells what it counts, and no other case.
 */
export function strikesFor(reader: Identity, { id, strikes }: CaseView): StrikeView[] {
  return strikes.map((strike) => (mayKnow(reader, strike) ? strike : { ...strike, linkedCases: [id] }));
}

/** The streams that full sight of a case opens: its own, and those of its strikes that the reader may know. */
export function openStreams(reader: Identity, { id, strikes }: CaseView): ReadonlySet<string> {
  const known = strikes.filter((strike) => mayKnow(reader, strike));
  return new Set([shareStream(id), ...known.map((strike) => strikeStream(strike.id))]);
}

/** Whether an event links a strike to another case than this one, which it does not change. */
export function linksElsewhere(event: { readonly type: string; readonly data: unknown }, caseId: string) {
  return event.type === 'StrikeLinkedToCase' && (event.data as { caseId: string }).caseId !== caseId;
}
