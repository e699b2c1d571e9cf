import type { Role } from '../identity';

/**
 * Where a provider's token says something: the name of a claim, or the path of names to one inside others, such as
 * `["realm_access", "roles"]`. A list rather than a dotted word, since names of claims are often URLs.
 */
export type ClaimPath = string | readonly string[];

/** How the claims of an identity provider become an identity of this ledger. */
export interface SignIn {
  readonly claims: {
    /** Stable and never given to somebody else: the ledger records it as the actor's key. */
    readonly id: ClaimPath;
    readonly name: ClaimPath;
    /** One text or a list of texts. */
    readonly role: ClaimPath;
    /** One text or a list of texts. */
    readonly party: ClaimPath;
  };
  /** The role that a value of the role claim stands for; other values are ignored. Null: the values are roles. */
  readonly roles: Readonly<Record<string, Role>> | null;
  /** The party or facilitator that a value of the party claim stands for. Null: the values are their codes. */
  readonly parties: Readonly<Record<string, string>> | null;
}

/** What a mechanism file that says nothing about sign-in means. */
export const DEFAULT_CLAIMS: SignIn['claims'] = {
  id: 'sub',
  name: 'name',
  role: 'mizan_role',
  party: 'mizan_party',
};

/** A claim's place, for people. */
export function claimWords(path: ClaimPath): string {
  return `"${typeof path === 'string' ? path : path.join('" → "')}"`;
}
