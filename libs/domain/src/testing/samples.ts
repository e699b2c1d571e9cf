import type { Actor, AssertedTime, Assertions } from '../common/fact';
import { addDuration } from '../common/time';
import type { PlaceFact } from '../common/vocabulary';
import type { DraftIntelligence, ShareCommand } from '../shares/share.commands';
import type { ShareEvent } from '../shares/share.events';
import type { StrikeCommand } from '../strikes/strike.commands';

/** Fictional parties XX (shares) and YY (is asked) in everything that specs of the domain tell. */
export const sharer: Actor = { id: 'xx.sharer', party: 'XX', role: 'sharer' };
export const approver: Actor = { id: 'xx.approver', party: 'XX', role: 'approver' };
export const recipient: Actor = { id: 'yy.recipient', party: 'YY', role: 'recipient' };
export const coChair: Actor = { id: 'mm.cochair', party: 'MM', role: 'co-chair' };
export const verifier: Actor = { id: 'team.verifier', party: null, role: 'verifier' };
export const registrar: Actor = { id: 'registrar', party: null, role: 'registrar' };
export const system: Actor = { id: 'system', party: null, role: 'system' };

/** When the sample case is released. Its deadline is a week later, its hold lasts three days more. */
export const start = '2026-11-01T08:00:00.000Z';
export const due = '2026-11-08T08:00:00.000Z';
export const holdUntil = '2026-11-11T08:00:00.000Z';

/** The instant so long after the release. */
export function after(duration: string): string {
  return addDuration(start, duration);
}

export function moment(instant: string): AssertedTime {
  return { from: instant, to: instant, precision: 'millisecond', verbatim: instant, offset: null };
}

export const place: PlaceFact = {
  verbatim: '42S WC 1234 5678',
  format: 'MGRS',
  datum: 'WGS84',
  lat: 34.12,
  lon: 69.13,
  precisionM: 10,
  radiusM: 500,
  mgrs: '42SWC12345678',
  method: null,
  collectedAt: null,
  name: null,
  controlledBy: null,
};
export const otherPlace: PlaceFact = { ...place, verbatim: '42S WC 1234 9999', mgrs: '42SWC12349999' };

const told = {
  reference: 'XX-4C2B-0K',
  mechanism: 'sample',
  recipient: 'YY',
  kind: 'hideout',
  place,
  believed: 'A hideout of six persons',
  requestedAction: 'search',
  deadline: { within: 'P7D', by: null },
  hold: { area: place, beyondDeadline: 'P3D', reserved: ['self-defence'] },
  verificationWindow: 'P3D',
  grade: { scheme: 'admiralty', reliability: 'B', credibility: '2', value: null },
  marking: null,
} as const;

export const draftOrder: DraftIntelligence = {
  type: 'DraftIntelligence',
  now: start,
  actor: sharer,
  ...told,
};

/** The envelope's part that names who recorded a fact of the past. */
export function by(actor: Actor): Assertions & { readonly actor: Actor } {
  return { actor };
}

type Drafted = Extract<ShareEvent, { type: 'IntelligenceDrafted' }>;

/** The draft as it is recorded, with what a specification changes in it. */
export function drafted(changed: Partial<Drafted['data']> = {}): Drafted {
  const data = { ...told, sharer: 'XX', ...changed };
  return { type: 'IntelligenceDrafted', data, metadata: by(sharer) };
}

/** What approving the sample draft records, at `now`. */
export function release(now = start): readonly ShareEvent[] {
  const { kind, believed, requestedAction, grade } = draftOrder;
  const shared = { recipient: 'YY', kind, place, believed, requestedAction, grade };
  const [hold, ...rest] = delivery(now);
  return [
    { type: 'ReleaseApproved', data: {} },
    ...(hold ? [hold] : []),
    { type: 'CoordinatesShared', data: shared },
    ...rest,
  ];
}

/** Hold, delivery and deadline at `now`. */
export function delivery(now = start): readonly ShareEvent[] {
  const due = addDuration(now, 'P7D');
  const hold = { area: place, from: now, until: addDuration(due, 'P3D'), reserved: ['self-defence'] };
  return [
    { type: 'HoldUndertakingGiven', data: hold },
    { type: 'ShareDelivered', data: { recipient: 'YY', deliveredAt: now } },
    { type: 'DeadlineSet', data: { due, basis: 'P7D after delivery' } },
  ];
}

/** The sample case, delivered at `start`. */
export const delivered: readonly [ShareEvent, ...ShareEvent[]] = [drafted(), ...release()];

export const results = { persons: null, items: 3, sites: 1 };

/** A raid that ended at `to` as it is recorded. */
export function raid(to = after('P1D')) {
  const data = { kind: 'raid', results, place: null, outstanding: [] } as const;
  return { type: 'ActionTaken', data, metadata: { occurredAt: moment(to) } } as const;
}

export function reportRaid(now: string, to = now): ShareCommand {
  const told = { kind: 'raid', occurredAt: moment(to), results, place: null } as const;
  return { type: 'ReportAction', now, actor: recipient, ...told };
}

export const link = { caseId: 'case-1', parties: ['XX', 'YY'], reason: 'same place' } as const;

/** XX struck, says `actor`. */
export function strikeOrder(
  type: 'NotifyStrike' | 'AllegeStrike',
  actor: Actor,
  now = after('P2D'),
): Extract<StrikeCommand, { type: 'NotifyStrike' | 'AllegeStrike' }> {
  const told = { mechanism: 'sample', by: 'XX', against: 'YY', class: 'drone-strike' } as const;
  return {
    ...{ type, now, actor, ...told },
    place: null,
    occurredAt: moment(now),
    statement: 'A strike near the place',
    link: null,
  };
}
