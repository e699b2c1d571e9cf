import { isRefused, proceed, refuse } from '../common/refusal';
import { same } from '../common/same';
import { refersTo } from '../common/streams';
import type { ShareEvent } from './share.events';
import {
  asSharer,
  asSharerOfReleased,
  isDraft,
  standing,
  type Order,
  type ShareDecision,
} from './share.guards';
import { deliverAgain, marked } from './share.release';
import { evolveCorrection } from './share.evolve';
import type { DraftState, ReleasedState, ShareState } from './share.state';

/** Correcting a returned case delivers it again, with a fresh hold and a fresh clock; else the clock runs on. */
export function correct(command: Order<'CorrectShare'>, state: ShareState): ShareDecision {
  const { now, actor, reason, place, believed } = command;
  const data = { reason, place, believed };
  const known = asSharer(state, actor);
  if (isRefused(known)) return known;
  if (known.name !== 'Returned' && same(known.correction, data)) return [];
  const open = correctable(known);
  if (isRefused(open)) return open;
  const terms = evolveCorrection(open.terms, data);
  if (same(terms, open.terms)) return refuse('NOTHING_CORRECTED');
  const metadata = { ...marked(terms).metadata, corrects: open.statedIn };
  const corrected: ShareEvent = { type: 'ShareCorrected', data, metadata };
  if (open.name !== 'Returned') return [corrected];
  return proceed(deliverAgain(terms, now, open.deliveredAt), (delivery) => [corrected, ...delivery]);
}

export function supersede(command: Order<'SupersedeShare'>, state: ShareState): ShareDecision {
  const { actor, by, reason } = command;
  return proceed(asSharerOfReleased(state, actor), (released) => {
    if (same(released.superseded, { by, reason })) return [];
    return proceed(standing(released), ({ superseded, terms }) => {
      if (superseded) return refuse('ALREADY_SUPERSEDED');
      if (by.trim() === '' || refersTo(terms.reference, by)) return refuse('SUPERSEDED_BY_ITSELF');
      return [{ type: 'ShareSuperseded', data: { by, reason } }];
    });
  });
}

/** Until the case is closed or ruled out, after an action too: withdrawing takes no fact back. */
export function withdraw({ actor, reason }: Order<'WithdrawShare'>, state: ShareState): ShareDecision {
  return proceed(asSharer(state, actor), (known) => {
    if ('withdrawal' in known && known.withdrawal.reason === reason) return [];
    return proceed(correctable(known), () => [{ type: 'ShareWithdrawn', data: { reason } }]);
  });
}

function correctable(known: DraftState | ReleasedState) {
  if (!isDraft(known)) return standing(known);
  return known.name === 'Draft' ? known : refuse('CASE_WITHDRAWN');
}
