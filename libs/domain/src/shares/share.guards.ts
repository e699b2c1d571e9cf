import type { Actor } from '../common/fact';
import { proceed, refuse, type Refusal } from '../common/refusal';
import type { ShareCommand } from './share.commands';
import type { ShareEvent } from './share.events';
import type { DraftState, Released, OpenName, ReleasedState, ShareState } from './share.state';

export type ShareDecision = readonly ShareEvent[] | Refusal;
export type Order<T extends ShareCommand['type']> = Extract<ShareCommand, { type: T }>;

type Open = Released & { readonly name: OpenName };
type Standing = Open | Extract<ReleasedState, { name: 'Returned' }>;

/** The case, draft or not, for its author's side. */
export function asSharer(state: ShareState, actor: Actor): DraftState | ReleasedState | Refusal {
  return proceed(knownTo(state, actor), (known) =>
    actor.party === known.terms.sharer ? known : refuse('NOT_YOUR_SIDE'),
  );
}

/** The released case for its author's side. */
export function asSharerOfReleased(state: ShareState, actor: Actor): ReleasedState | Refusal {
  return proceed(asSharer(state, actor), delivered);
}

/** The released case for the side that it asks something of. */
export function asRecipient(state: ShareState, actor: Actor): ReleasedState | Refusal {
  return proceed(knownTo(state, actor), (known) =>
    actor.party === known.terms.recipient ? delivered(known) : refuse('NOT_YOUR_SIDE'),
  );
}

/** The released case for an office that belongs to neither party of it. */
export function asNeitherParty(state: ShareState, actor: Actor): ReleasedState | Refusal {
  return proceed(knownTo(state, actor), (known) => {
    const { sharer, recipient } = known.terms;
    return actor.party === sharer || actor.party === recipient ? refuse('NOT_FOR_A_PARTY') : delivered(known);
  });
}

/** Neither withdrawn nor ruled out nor closed: claims are still heard, also about a returned case. */
export function standing(state: ReleasedState): Standing | Refusal {
  switch (state.name) {
    case 'Withdrawn':
      return refuse('CASE_WITHDRAWN');
    case 'Inadmissible':
      return refuse('CASE_INADMISSIBLE');
    case 'Closed':
      return refuse('CASE_CLOSED');
    default:
      return state;
  }
}

/** Standing and not returned: the recipient owes an answer. */
export function answerable(state: ReleasedState): Open | Refusal {
  return proceed(standing(state), (open) => (open.name === 'Returned' ? refuse('CASE_RETURNED') : open));
}

/** The recipient does not even learn that a draft exists. */
function knownTo(state: ShareState, actor: Actor): DraftState | ReleasedState | Refusal {
  if (state.name === 'None') return refuse('CASE_UNKNOWN');
  return isDraft(state) && actor.party === state.terms.recipient ? refuse('CASE_UNKNOWN') : state;
}

function delivered(state: DraftState | ReleasedState): ReleasedState | Refusal {
  if (!isDraft(state)) return state;
  return refuse(state.name === 'Draft' ? 'NOT_DELIVERED' : 'CASE_WITHDRAWN');
}

export function isDraft(state: DraftState | ReleasedState): state is DraftState {
  return state.name === 'Draft' || state.name === 'DraftWithdrawn';
}
