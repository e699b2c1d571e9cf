import type { Of } from '../common/shape';
import type { RecordedStrikeEvent, strikeEvents } from './strike.events';

export type StrikeClaim = Of<(typeof strikeEvents)['StrikeNotified']>;

interface OnRecord {
  readonly claim: StrikeClaim;
  readonly occurredAt: unknown;
  /** Event id of the notification or allegation. */
  readonly claimedIn: string;
  readonly linked: readonly string[];
}

export type StrikeState =
  | { readonly name: 'Unknown' }
  | (OnRecord & { readonly name: 'Notified' | 'Alleged' })
  | (OnRecord & { readonly name: 'Admitted' | 'Denied'; readonly statement: string });

export type KnownStrike = Exclude<StrikeState, { name: 'Unknown' }>;

export function evolveStrike(state: StrikeState, event: RecordedStrikeEvent): StrikeState {
  if (state.name === 'Unknown') return claimed(event) ?? state;
  switch (event.type) {
    case 'StrikeAdmitted':
      return { ...state, name: 'Admitted', statement: event.data.statement };
    case 'StrikeDenied':
      return { ...state, name: 'Denied', statement: event.data.statement };
    case 'StrikeLinkedToCase':
      return { ...state, linked: [...state.linked, event.data.caseId] };
    case 'StrikeNotified':
    case 'StrikeAlleged':
      return state;
    default:
      return event satisfies never;
  }
}

function claimed(event: RecordedStrikeEvent): StrikeState | null {
  if (event.type !== 'StrikeNotified' && event.type !== 'StrikeAlleged') return null;
  return {
    name: event.type === 'StrikeNotified' ? 'Notified' : 'Alleged',
    claim: event.data,
    occurredAt: event.metadata.occurredAt,
    claimedIn: event.id,
    linked: [],
  };
}
