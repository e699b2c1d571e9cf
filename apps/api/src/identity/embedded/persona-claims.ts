import { personaOf, type Mechanism, type SignIn } from '@mizan/access';

/** What a token of the embedded provider says about its persona beside the subject. */
export function claimsOf(mechanism: Mechanism, personaId: string | undefined): Record<string, unknown> {
  const persona = personaOf(mechanism, personaId ?? '');
  return persona ? { party: persona.party, role: persona.role, name: persona.name } : {};
}

/** How those claims are read, whatever the mechanism says of other providers. */
export const PERSONA_SIGN_IN: SignIn = {
  claims: { id: 'sub', name: 'name', role: 'role', party: 'party' },
  roles: null,
  parties: null,
};
