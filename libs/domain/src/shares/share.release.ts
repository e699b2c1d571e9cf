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

/** What the first delivery carries; the hold follows the deadline. */
function deliver(terms: Terms, now: string): Delivery | Refusal {
  return deliveredBy(dueOf(terms.deadline, now), terms, now);
}

/** The same after a correction. A fixed date may have passed by now: it leaves as much time as it left at first. */
export function deliverAgain(terms: Terms, now: string, deliveredAt: string): Delivery | Refusal {
  const { by } = terms.deadline;
  const due = by === null ? dueOf(terms.deadline, now) : inAsLong(toMillis(by) - toMillis(deliveredAt), now);
  return deliveredBy(due, terms, now);
}

function deliveredBy(due: Due | Refusal, terms: Terms, now: string): Delivery | Refusal {
  const { hold, recipient, verificationWindow } = terms;
  if (hold === null) return refuse('HOLD_MISSING');
  if (durationMs(hold.beyondDeadline) < durationMs(verificationWindow)) return refuse('HOLD_TOO_SHORT');
  if (isRefused(due)) return due;
  const until = toMillis(due.due) + durationMs(hold.beyondDeadline);
  if (until > lastInstant) return refuse('DEADLINE_TOO_FAR');
  return [
    holdGiven(hold, now, fromMillis(until)),
    { type: 'ShareDelivered', data: { recipient, deliveredAt: now } },
    { type: 'DeadlineSet', data: due },
  ];
}

/** The marking is inherited by whatever states the place. */
export function marked({ marking }: Pick<Terms, 'marking'>): { readonly metadata?: Assertions } {
  return marking === null ? {} : { metadata: { marking: { tlp: marking.tlp } } };
}

function holdGiven({ area, reserved }: HoldTerms, from: string, until: string): ShareEvent {
  return { type: 'HoldUndertakingGiven', data: { area, from, until, reserved } };
}

interface Due {
  readonly due: string;
  readonly basis: string;
}

function dueOf({ within, by }: DeadlineTerm, now: string): Due | Refusal {
  if (by !== null && within === null)
    return isAfter(by, now) ? { due: canonical(by), basis: 'fixed date' } : refuse('DEADLINE_PAST');
  if (within === null || by !== null) return refuse('DEADLINE_AMBIGUOUS');
  if (durationMs(within) === 0) return refuse('DEADLINE_EMPTY');
  return dueIn(durationMs(within), now, `${within} after delivery`);
}

function inAsLong(ms: number, now: string): Due | Refusal {
  return dueIn(ms, now, 'as long after delivery as the fixed date was after the first');
}

function dueIn(ms: number, now: string, basis: string): Due | Refusal {
  const due = toMillis(now) + ms;
  return due > lastInstant ? refuse('DEADLINE_TOO_FAR') : { due: fromMillis(due), basis };
}
