import { ROLES, type Role } from '../identity';
import { dictionary, list, nullable, oneOf, record, text, type Reader } from '../mechanism.read';
import { DEFAULT_CLAIMS, type ClaimPath, type SignIn } from './sign-in';

const name = text('the name of a claim');
const names = list(name);

function claim(otherwise: ClaimPath): Reader<ClaimPath> {
  const read = nullable<ClaimPath>((value, path, problems) => {
    if (!Array.isArray(value)) return name(value, path, problems);
    if (value.length === 0) problems.push({ path, message: 'expected at least one name of a claim' });
    return names(value, path, problems);
  });
  return (value, path, problems) => read(value, path, problems) ?? otherwise;
}

/** The server signs for itself in its own process; no provider ever speaks for it. */
const ofPeople: readonly Role[] = ROLES.filter((role) => role !== 'system');

const claims = record<SignIn['claims']>({
  id: claim(DEFAULT_CLAIMS.id),
  name: claim(DEFAULT_CLAIMS.name),
  role: claim(DEFAULT_CLAIMS.role),
  party: claim(DEFAULT_CLAIMS.party),
});

const given = record<{
  readonly claims: SignIn['claims'] | null;
  readonly roles: SignIn['roles'];
  readonly parties: SignIn['parties'];
}>({
  claims: nullable(claims),
  roles: nullable(dictionary(oneOf(ofPeople))),
  parties: nullable(dictionary(text('a code of two to six capitals', /^[A-Z]{2,6}$/))),
});

/** The part `signIn` of a mechanism file; everything in it has a default. */
export const readSignIn: Reader<SignIn> = (value, path, problems) => {
  const read = given(value ?? {}, path, problems);
  return { ...read, claims: read.claims ?? DEFAULT_CLAIMS };
};
