import { PARTY_ROLES, type Identity, type Role } from './identity';
import type { Crossing, Mechanism } from './mechanism';
import { isObject, type MechanismProblem } from './mechanism.read';

const OF_A_PARTY: readonly Role[] = PARTY_ROLES;

/** What no single field shows: doubled ids, offices without a side, placeholders that point nowhere. */
export function checkMechanism(mechanism: Mechanism, json: unknown): MechanismProblem[] {
  const { parties, facilitators, committees, sectors, crossings, personas } = mechanism;
  return [
    ...doubled('parties', [...parties, ...facilitators]),
    ...doubled('committees', committees),
    ...doubled('sectors', sectors),
    ...doubled('crossings', crossings),
    ...doubled('personas', personas),
    ...doubled(
      'casePrefix',
      parties.map((party) => ({ id: party.casePrefix })),
    ),
    ...personas.flatMap((persona, i) => misplaced(persona, i, mechanism)),
    ...crossings.flatMap(halfPlaced),
    ...unknownSides(mechanism),
    ...mechanism.placeholders
      .filter(({ path }) => !exists(json, path))
      .map(({ path }) => ({ path: 'placeholders', message: `"${path}" is not in the file` })),
  ];
}

function doubled(path: string, items: readonly { readonly id: string }[]): MechanismProblem[] {
  const ids = items.map((item) => item.id);
  const again = new Set(ids.filter((id, i) => ids.indexOf(id) !== i));
  return [...again].map((id) => ({ path, message: `"${id}" is there twice` }));
}

/** Values of a provider's claims that stand for a side nobody knows. */
function unknownSides({ parties, facilitators, signIn }: Mechanism): MechanismProblem[] {
  const known = [...parties, ...facilitators].map(({ id }) => id);
  return Object.entries(signIn.parties ?? {})
    .filter(([, side]) => !known.includes(side))
    .map(([value]) => ({ path: `signIn.parties.${value}`, message: `expected one of ${known.join(', ')}` }));
}

function misplaced(persona: Identity, index: number, mechanism: Mechanism): MechanismProblem[] {
  const path = `personas.${index}.party`;
  const parties = mechanism.parties.map((party) => party.id);
  const known = [...parties, ...mechanism.facilitators.map((facilitator) => facilitator.id)];
  if (OF_A_PARTY.includes(persona.role)) {
    if (parties.includes(persona.party ?? '')) return [];
    return [{ path, message: `a ${persona.role} speaks for one of ${parties.join(', ')}` }];
  }
  if (persona.party === null || known.includes(persona.party)) return [];
  return [{ path, message: `expected one of ${known.join(', ')}, or null` }];
}

function halfPlaced(crossing: Crossing, index: number): MechanismProblem[] {
  const given = [crossing.lat, crossing.lon, crossing.precisionM].filter((value) => value !== null).length;
  if (given === 0 || given === 3) return [];
  return [
    { path: `crossings.${index}`, message: 'lat, lon and precisionM are given together or not at all' },
  ];
}

function exists(json: unknown, path: string): boolean {
  let here: unknown = json;
  for (const key of path.split('.')) {
    if (Array.isArray(here)) here = here[Number(key)];
    else here = isObject(here) && Object.hasOwn(here, key) ? here[key] : undefined;
    if (here === undefined) return false;
  }
  return true;
}
