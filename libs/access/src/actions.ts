import { APPEND_RIGHTS, type EventType } from './append-rights';
import type { Identity, Role } from './identity';

/** The fact each writing action asserts. Who may do it follows from APPEND_RIGHTS and is not typed twice. */
export const ACTION_EVENTS = {
  'share.draft': 'IntelligenceDrafted',
  'share.approve': 'ReleaseApproved',
  'share.acknowledge': 'ShareAcknowledged',
  'share.admit': 'ShareAdmitted',
  'share.return': 'ShareReturned',
  'share.decline': 'ActionDeclined',
  'share.undertake': 'ActionUndertaken',
  'share.act': 'ActionTaken',
  'share.nothing-found': 'NothingFoundReported',
  'share.withdraw': 'ShareWithdrawn',
  'share.correct': 'ShareCorrected',
  'share.supersede': 'ShareSuperseded',
  'share.challenge': 'ActionChallenged',
  'share.close': 'CaseClosed',
  'share.rule': 'AdmissibilityRuled',
  'strike.notify': 'StrikeNotified',
  'strike.allege': 'StrikeAlleged',
  'strike.admit': 'StrikeAdmitted',
  'strike.deny': 'StrikeDenied',
  'strike.link': 'StrikeLinkedToCase',
  'incident.import': 'IncidentAlleged',
} as const satisfies Record<string, EventType>;

export type WriteAction = keyof typeof ACTION_EVENTS;

const PARTIES: readonly Role[] = ['sharer', 'approver', 'recipient'];
const REVIEW: readonly Role[] = [
  ...PARTIES,
  'co-chair',
  'verifier',
  'registrar',
  'auditor',
  'observer',
  'committee',
  'fiu',
  'humanitarian',
  'system',
];

/** Everything that asserts no fact in a case: reading, carrying a whole ledger, running the machine. */
export const SERVICE_RIGHTS = {
  // The operator's rows are thinned by marking (sightOf), which leaves only what is GREEN or CLEAR.
  'board.read': [...REVIEW, 'operator'],
  'scorecard.read': REVIEW,
  'ledger.export': ['auditor', 'registrar'],
  'ledger.import': ['registrar'],
  'operations.read': ['operator', 'auditor'],
  'operations.rebuild': ['operator'],
  'sessions.read': ['operator', 'auditor'],
  'sessions.end': ['operator', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

export type ServiceAction = keyof typeof SERVICE_RIGHTS;
export type Action = WriteAction | ServiceAction;

/**
 * Narrower than the event's own right: a party may allege an incident, but a bulk import speaks for a public
 * source and is the registrar's alone. A spec proves that nothing here widens APPEND_RIGHTS.
 */
export const NARROWED: Readonly<Partial<Record<WriteAction, readonly Role[]>>> = {
  'incident.import': ['registrar'],
};

export const ACTIONS = [
  ...(Object.keys(ACTION_EVENTS) as WriteAction[]),
  ...(Object.keys(SERVICE_RIGHTS) as ServiceAction[]),
] as readonly Action[];

/** The roles an action is open to. */
export function rolesFor(action: Action): readonly Role[] {
  if (!isWrite(action)) return SERVICE_RIGHTS[action];
  return NARROWED[action] ?? APPEND_RIGHTS[ACTION_EVENTS[action]].who;
}

/**
 * May this identity attempt this action at all? The case itself may still refuse: wrong party, wrong state,
 * an approver who is the drafter.
 */
export function may(identity: Identity, action: Action): boolean {
  return rolesFor(action).includes(identity.role);
}

function isWrite(action: Action): action is WriteAction {
  return Object.hasOwn(ACTION_EVENTS, action);
}
