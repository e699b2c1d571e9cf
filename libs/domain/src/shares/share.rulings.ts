import { proceed, refuse } from '../common/refusal';
import { same } from '../common/same';
import { isAfter } from '../common/time';
import { asNeitherParty, isDraft, standing, type Order, type ShareDecision } from './share.guards';
import type { ReleasedState, ShareState } from './share.state';

export function ruleInadmissible(command: Order<'RuleInadmissible'>, state: ShareState): ShareDecision {
  const { actor, clause, reasons } = command;
  const data = { admissible: 'no', clause, reasons } as const;
  return proceed(asNeitherParty(state, actor), (released) => {
    if (released.name === 'Inadmissible' && same(released.ruling, data)) return [];
    return proceed(standing(released), () => [{ type: 'AdmissibilityRuled', data }]);
  });
}

/** Closing must not stop a clock that nobody has answered. */
export function close({ now, actor, reason }: Order<'CloseCase'>, state: ShareState): ShareDecision {
  return proceed(asNeitherParty(state, actor), (released) => {
    if (released.name === 'Closed') return released.closure.reason === reason ? [] : refuse('CASE_CLOSED');
    if (isUnanswered(released, now)) return refuse('DEADLINE_RUNNING');
    return [{ type: 'CaseClosed', data: { reason } }];
  });
}

function isUnanswered({ clock, declined }: ReleasedState, now: string): boolean {
  return clock?.run === 'running' && declined === null && isAfter(clock.due, now);
}

/**
 * Once, in any state from delivery on, also when the case was declined, superseded or closed meanwhile. Nothing to
 * record when an action, a return, a withdrawal or a ruling stopped the clock in time, or when another deadline applies
 * by now. Asked too early it refuses instead of agreeing silently: the asker must ask again.
 */
export function recordMissed(command: Order<'RecordDeadlineMissed'>, state: ShareState): ShareDecision {
  const { now, actor, due } = command;
  if (actor.party !== null) return refuse('NOT_THE_SYSTEM');
  if (state.name === 'None') return refuse('CASE_UNKNOWN');
  if (isDraft(state) || state.clock?.run !== 'running' || state.clock.due !== due) return [];
  return isAfter(due, now) ? refuse('DEADLINE_NOT_DUE') : [{ type: 'DeadlineMissed', data: { due } }];
}
