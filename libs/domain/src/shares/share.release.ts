import type { Assertions } from '../common/fact';
import { isRefused, refuse, type Refusal } from '../common/refusal';
import { same } from '../common/same';
import { canonical, durationMs, fromMillis, isAfter, lastInstant, toMillis } from '../common/time';
import type { DeadlineTerm, HoldTerms, ShareEvent } from './share.events';
import { asSharer, isDraft, type Order, type ShareDecision } from './share.guards';
import type { ShareState, Terms } from './share.state';

export function draft(command: Order<'DraftIntelligence'>, state: ShareState): ShareDecision {
  const { party } = command.actor;
  if (party === null) return refuse('NOT_A_PARTY');
  if (party === command.recipient) return refuse('SAME_PARTY');
  const due = dueOf(command.deadline, command.now);
  if (isRefused(due)) return due;
  const data = termsOf(command, party);
  if (state.name !== 'None') return same(state.terms, data) ? [] : refuse('CASE_EXISTS');
  return [{ type: 'IntelligenceDrafted', data, ...marked(data) }];
}

function termsOf(command: Order<'DraftIntelligence'>, sharer: string): Terms {
  const { reference, mechanism, recipient, kind, place, believed, requestedAction } = command;
  const { hold, verificationWindow, grade, marking } = command;
  const { within, by } = command.deadline;
  const told = { reference, mechanism, sharer, recipient, kind, place, believed, requestedAction };
  const deadline = { within, by: by === null ? null : canonical(by) };
  return { ...told, deadline, hold, verificationWindow, grade, marking };
}

/** Releasing is one append: approval, hold, coordinates, delivery and deadline stand or fall together. */
export function approve({ now, actor }: Order<'ApproveRelease'>, state: ShareState): ShareDecision {
  const known = asSharer(state, actor);
  if (isRefused(known)) return known;
  if (!isDraft(known)) return [];
  if (known.name === 'DraftWithdrawn') return refuse('CASE_WITHDRAWN');
  if (known.authors.includes(actor.id)) return refuse('APPROVER_IS_DRAFTER');
  const { recipient, kind, place, believed, requestedAction, grade } = known.terms;
  const delivery = deliver(known.terms, now);
  if (isRefused(delivery)) return delivery;
  const [hold, ...delivered] = delivery;
  const shared: ShareEvent = {
    type: 'CoordinatesShared',
    data: { recipient, kind, place, believed, requestedAction, grade },
    ...marked(known.terms),
  };
  return [{ type: 'ReleaseApproved', data: {} }, hold, shared, ...delivered];
}

type Delivery = readonly [hold: ShareEvent, delivered: ShareEvent, deadline: ShareEvent];

/** What every delivery carries, the first and the one after a correction; the hold follows the deadline. */
export function deliver(terms: Terms, now: string): Delivery | Refusal {
  const { hold, deadline, recipient, verificationWindow } = terms;
  if (hold === null) return refuse('HOLD_MISSING');
  if (durationMs(hold.beyondDeadline) < durationMs(verificationWindow)) return refuse('HOLD_TOO_SHORT');
  const due = dueOf(deadline, now);
  if (isRefused(due)) return due;
  const until = toMillis(due.at) + durationMs(hold.beyondDeadline);
  if (until > lastInstant) return refuse('DEADLINE_TOO_FAR');
  return [
    holdGiven(hold, now, fromMillis(until)),
    { type: 'ShareDelivered', data: { recipient, deliveredAt: now } },
    { type: 'DeadlineSet', data: { due: due.at, basis: basisOf(deadline) } },
  ];
}

/** The marking is inherited by whatever states the place. */
export function marked({ marking }: Pick<Terms, 'marking'>): { readonly metadata?: Assertions } {
  return marking === null ? {} : { metadata: { marking: { tlp: marking.tlp } } };
}

function holdGiven({ area, reserved }: HoldTerms, from: string, until: string): ShareEvent {
  return { type: 'HoldUndertakingGiven', data: { area, from, until, reserved } };
}

function dueOf({ within, by }: DeadlineTerm, now: string): { readonly at: string } | Refusal {
  if (by !== null && within === null)
    return isAfter(by, now) ? { at: canonical(by) } : refuse('DEADLINE_PAST');
  if (within === null || by !== null) return refuse('DEADLINE_AMBIGUOUS');
  if (durationMs(within) === 0) return refuse('DEADLINE_EMPTY');
  const due = toMillis(now) + durationMs(within);
  return due > lastInstant ? refuse('DEADLINE_TOO_FAR') : { at: fromMillis(due) };
}

function basisOf({ within }: DeadlineTerm): string {
  return within === null ? 'fixed date' : `${within} after delivery`;
}
