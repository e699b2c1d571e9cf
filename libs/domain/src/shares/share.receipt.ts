import { proceed, refuse } from '../common/refusal';
import { same } from '../common/same';
import { isAfter } from '../common/time';
import { answerable, asRecipient, type Order, type ShareDecision } from './share.guards';
import type { Clock, ShareState } from './share.state';

export function acknowledge({ actor }: Order<'AcknowledgeShare'>, state: ShareState): ShareDecision {
  return proceed(asRecipient(state, actor), (released) =>
    released.receipt === 'none'
      ? proceed(answerable(released), () => [{ type: 'ShareAcknowledged', data: {} }])
      : [],
  );
}

/** Admitting says more than acknowledging, so it does not wait for it. */
export function admit({ actor }: Order<'AdmitShare'>, state: ShareState): ShareDecision {
  return proceed(asRecipient(state, actor), (released) =>
    released.receipt === 'admitted'
      ? []
      : proceed(answerable(released), () => [{ type: 'ShareAdmitted', data: {} }]),
  );
}

/** Only while the deadline runs: a defect found once it was missed must not erase that it was. */
export function giveBack(command: Order<'ReturnShare'>, state: ShareState): ShareDecision {
  const { now, actor, defect, reason } = command;
  const data = { defect, reason };
  return proceed(asRecipient(state, actor), (released) => {
    if (released.name === 'Returned' && same(released.returned, data)) return [];
    return proceed(answerable(released), (open) => {
      if (open.name === 'ActionClaimed') return refuse('ALREADY_ACTED');
      if (isOver(open.clock, now)) return refuse('DEADLINE_PASSED');
      return [{ type: 'ShareReturned', data }];
    });
  });
}

/** The record decides before the clock does: a clock that was set back makes no deadline unmissed. */
function isOver(clock: Clock | null, now: string): boolean {
  return clock?.run === 'missed' || (clock !== null && isAfter(now, clock.due));
}
