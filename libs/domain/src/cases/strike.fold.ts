import { assertedIn } from '../common/asserted-time';
import type { RecordedStrikeEvent } from '../strikes/strike.events';
import type { StrikeView } from './case.view';

type Claim = Extract<RecordedStrikeEvent, { type: 'StrikeNotified' | 'StrikeAlleged' }>;

/** A strike as its own stream tells it up to `event`.
 * @throws RangeError for a stream that does not begin with a notification or an allegation */
export function foldStrike(
  view: StrikeView | null,
  event: RecordedStrikeEvent,
  strikeId: string,
): StrikeView {
  if (view) return { ...view, ...changeOf(view, event) };
  if (event.type === 'StrikeNotified' || event.type === 'StrikeAlleged') return claimed(event, strikeId);
  throw new RangeError(`Strike ${strikeId} begins with ${event.type} instead of a claim.`);
}

function claimed({ type, data, metadata }: Claim, id: string): StrikeView {
  const alleged = type === 'StrikeAlleged';
  return {
    id,
    by: data.by,
    against: data.against,
    class: data.class,
    occurredAt: assertedIn(metadata),
    recordedAt: metadata.recordedAt,
    status: alleged ? 'alleged' : 'notified',
    alleged,
    linkedCases: [],
    exercise: metadata['exercise'] === true,
  };
}

function changeOf(view: StrikeView, event: RecordedStrikeEvent): Partial<StrikeView> {
  switch (event.type) {
    case 'StrikeAdmitted':
      return { status: 'admitted' };
    case 'StrikeDenied':
      return { status: 'denied' };
    case 'StrikeLinkedToCase':
      return { linkedCases: [...view.linkedCases, event.data.caseId] };
    case 'StrikeNotified':
    case 'StrikeAlleged':
      return {};
    default:
      return event satisfies never;
  }
}
