import { endOf, timeProblem } from '../common/asserted-time';
import { isRefused, proceed, refuse, type Refusal } from '../common/refusal';
import { same } from '../common/same';
import { isAfter } from '../common/time';
import type { ActionKind } from '../common/vocabulary';
import type { AssertedTime } from '../common/fact';
import type { outstandingNotice, ShareEvent } from './share.events';
import { answerable, asRecipient, asSharerOfReleased, type Order, type ShareDecision } from './share.guards';
import type { Released, ShareState } from './share.state';
import type { Of } from '../common/shape';

type ReportCommand = Order<'ReportAction' | 'ReportNothingFound'>;
type Report = Extract<ShareEvent, { type: 'ActionTaken' | 'NothingFoundReported' }>;

export function undertake({ actor, kind }: Order<'UndertakeAction'>, state: ShareState): ShareDecision {
  return proceed(asRecipient(state, actor), (released) =>
    released.undertaken.includes(kind)
      ? []
      : proceed(answerable(released), () => [{ type: 'ActionUndertaken', data: { kind } }]),
  );
}

export function decline(command: Order<'DeclineAction'>, state: ShareState): ShareDecision {
  const data = { reason: command.reason, explanation: command.explanation };
  return proceed(asRecipient(state, command.actor), (released) => {
    if (released.declined && same(released.declined, data)) return [];
    return proceed(answerable(released), (open) => {
      if (open.actions.length > 0) return refuse('ALREADY_ACTED');
      return open.declined ? refuse('ALREADY_DECLINED') : [{ type: 'ActionDeclined', data }];
    });
  });
}

export function reportAction(command: Order<'ReportAction'>, state: ShareState): ShareDecision {
  const { kind, results, place } = command;
  const data = { kind, results, place, outstanding: outstandingOf(kind) };
  return report(command, state, { type: 'ActionTaken', data });
}

export function reportNothingFound(command: Order<'ReportNothingFound'>, state: ShareState): ShareDecision {
  const { kind, place, note } = command;
  return report(command, state, { type: 'NothingFoundReported', data: { kind, place, note } });
}

/**
 * Accepted from delivery on, in every state: before admission, after the deadline, of a case that has ended. What was done
 * while the case stood stays to be told, else ending it in time would decide its outcome. The same report counts once.
 */
function report(command: ReportCommand, state: ShareState, fact: Report): ShareDecision {
  const { now, actor, occurredAt } = command;
  const released = asRecipient(state, actor);
  if (isRefused(released)) return released;
  const told = { ...fact, occurredAt };
  if (released.actions.some((action) => same(action.report, told))) return [];
  const problem = timeProblem(occurredAt, now) ?? beforeDelivery(released, occurredAt);
  return problem ?? [{ ...fact, metadata: { occurredAt } }, ...deadlineMet(released, command)];
}

function beforeDelivery({ deliveredAt }: Released, { to }: AssertedTime): Refusal | null {
  return isAfter(deliveredAt, to) ? refuse('OCCURRED_BEFORE_DELIVERY') : null;
}

/** A report made by the deadline tells of an action by the deadline: it cannot have ended after it was reported. */
function deadlineMet({ clock }: Released, { now, occurredAt }: ReportCommand): readonly ShareEvent[] {
  if (clock?.run !== 'running' || isAfter(now, clock.due)) return [];
  return [{ type: 'DeadlineMet', data: { due: clock.due, actedAt: endOf({ occurredAt, recordedAt: now }) } }];
}

function outstandingOf(kind: ActionKind): readonly Of<typeof outstandingNotice>[] {
  if (kind === 'detention') return ['CustodyNotified'];
  return kind === 'expulsion' ? ['ReturnRiskAssessed'] : [];
}

/** In every state in which an action can be reported. */
export function challenge(command: Order<'ChallengeAction'>, state: ShareState): ShareDecision {
  const { actor, reason } = command;
  const released = asSharerOfReleased(state, actor);
  if (isRefused(released)) return released;
  const newest = released.actions.at(-1);
  if (!newest) return refuse('NO_ACTION');
  const action = command.action === null ? newest : released.actions.find(({ id }) => id === command.action);
  if (!action) return refuse('ACTION_UNKNOWN');
  if (action.challenges.includes(reason)) return [];
  const data = { action: action.id, reason };
  return [{ type: 'ActionChallenged', data, metadata: { corrects: action.id } }];
}
