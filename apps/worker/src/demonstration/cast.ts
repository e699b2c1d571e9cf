import type { Identity, Mechanism, Party, Role } from '@mizan/access';

/** Who plays a case: the offices of both parties and of the mechanism, for one direction. */
export interface Cast {
  readonly sharer: Party;
  readonly recipient: Party;
  readonly sharingOfficer: Identity;
  readonly approver: Identity;
  readonly receivingOfficer: Identity;
  /** The receiving party's own sharing officer, who speaks for it outside this case. */
  readonly otherSide: Identity;
  readonly coChair: Identity;
  readonly registrar: Identity;
}

/** 0: the mechanism's first party shares; 1: the second does. */
export type Direction = 0 | 1;
export const directions: readonly Direction[] = [0, 1];

/** @throws Error when the mechanism has no persona for an office: the demonstration needs each once */
export function castOf(mechanism: Mechanism, direction: Direction): Cast {
  const sharer = mechanism.parties[direction];
  const recipient = mechanism.parties[direction === 0 ? 1 : 0];
  const coChairs = mechanism.personas.filter(({ role }) => role === 'co-chair');
  const coChair = coChairs[direction % coChairs.length] ?? office(mechanism, 'co-chair', null);
  return {
    sharer,
    recipient,
    sharingOfficer: office(mechanism, 'sharer', sharer.id),
    approver: office(mechanism, 'approver', sharer.id),
    receivingOfficer: office(mechanism, 'recipient', recipient.id),
    otherSide: office(mechanism, 'sharer', recipient.id),
    coChair,
    registrar: office(mechanism, 'registrar', null),
  };
}

function office({ id, personas }: Mechanism, role: Role, party: string | null): Identity {
  const found = personas.find((persona) => persona.role === role && persona.party === party);
  if (!found)
    throw new Error(`Mechanism ${id} has no persona for ${role}${party === null ? '' : ` of ${party}`}.`);
  return found;
}
