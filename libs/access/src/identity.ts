/** Every office a person (or the server itself, `system`) can hold in a mechanism. */
export const ROLES = [
  'sharer',
  'approver',
  'recipient',
  'registrar',
  'verifier',
  'committee',
  'co-chair',
  'fiu',
  'humanitarian',
  'observer',
  'auditor',
  'operator',
  'system',
] as const;

export type Role = (typeof ROLES)[number];

/** Liaison officers: each speaks for one of the two sides. */
export const PARTY_ROLES = ['sharer', 'approver', 'recipient'] as const satisfies readonly Role[];

/**
 * Who is speaking. One identity holds one role: a person with two offices signs in twice, so that
 * "the approver is never the drafter" stays checkable by comparing ids.
 */
export interface Identity {
  /** Stable, such as `xx.sharer`; what the ledger records as the actor's key. */
  readonly id: string;
  /** Code of the party or facilitator this identity speaks for; null for offices of the mechanism itself. */
  readonly party: string | null;
  readonly role: Role;
  readonly name: string;
}

/** The server's own identity: what processes and deadline timers sign with. */
export const SYSTEM: Identity = { id: 'system', party: null, role: 'system', name: 'Mizan' };
