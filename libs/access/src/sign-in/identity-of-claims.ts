import { PARTY_ROLES, ROLES, SYSTEM, type Identity, type Role } from '../identity';
import type { Mechanism } from '../mechanism';
import { valuesOf, type Claims } from './claim-values';
import { claimWords, type SignIn } from './sign-in';

/** Somebody whom the provider knows and this ledger does not: what is missing, in a sentence for them. */
export interface Unmapped {
  readonly unmapped: 'IDENTITY_UNMAPPED' | 'IDENTITY_AMBIGUOUS';
  readonly detail: string;
}

/** The identity that verified claims stand for under the mechanism's `signIn`, or why they stand for none. */
export function identityOfClaims(claims: Claims, mechanism: Mechanism): Identity | Unmapped {
  const { claims: paths } = mechanism.signIn;
  const id = valuesOf(claims, paths.id)[0];
  if (id === undefined || !isKey(id)) return missing(`${claimWords(paths.id)} holds no usable id`);
  const role = roleOf(claims, mechanism.signIn);
  if (typeof role === 'object') return role;
  const party = partyOf(claims, mechanism, role);
  if (party !== null && typeof party === 'object') return party;
  return { id, party, role, name: nameOf(claims, mechanism.signIn) ?? id };
}

const NAME_LENGTH = 120;

function nameOf(claims: Claims, { claims: paths }: SignIn): string | undefined {
  return valuesOf(claims, paths.name)[0]?.trim().slice(0, NAME_LENGTH);
}

/** An actor's key is printed and compared; the server's own is nobody else's. */
function isKey(id: string): boolean {
  return /^[\x21-\x7e]{1,200}$/.test(id) && id !== SYSTEM.id;
}

function roleOf(claims: Claims, { claims: paths, roles }: SignIn): Role | Unmapped {
  const where = claimWords(paths.role);
  const known = (value: string) =>
    roles ? own(roles, value) : ROLES.find((role) => role === value && role !== 'system');
  const found = distinct(valuesOf(claims, paths.role).map(known));
  const [role] = found;
  if (found.length > 1)
    return ambiguous(`${where} stands for several roles (${found.join(', ')}); an identity holds one`);
  return role ?? missing(`${where} holds no role of this ledger`);
}

function partyOf(claims: Claims, mechanism: Mechanism, role: Role): string | null | Unmapped {
  const { claims: paths, parties: named } = mechanism.signIn;
  const where = claimWords(paths.party);
  const sides = mechanism.parties.map(({ id }) => id);
  const speaks: readonly Role[] = PARTY_ROLES;
  const open = speaks.includes(role) ? sides : [...sides, ...mechanism.facilitators.map(({ id }) => id)];
  const values = valuesOf(claims, paths.party);
  const found = distinct(values.map((value) => (named ? own(named, value) : value)));
  const [party] = found;
  if (found.length > 1) return ambiguous(`${where} stands for several parties (${found.join(', ')})`);
  if (party !== undefined && open.includes(party)) return party;
  if (party === undefined && !speaks.includes(role)) return null;
  return missing(`${where} names none of ${open.join(', ')}, and a ${role} needs one`);
}

function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function distinct<T>(values: readonly (T | undefined)[]): T[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

function missing(what: string): Unmapped {
  return { unmapped: 'IDENTITY_UNMAPPED', detail: `The claim ${what}.` };
}

function ambiguous(what: string): Unmapped {
  return { unmapped: 'IDENTITY_AMBIGUOUS', detail: `The claim ${what}.` };
}
