import { ROLES, type Identity } from './identity';
import { checkMechanism } from './mechanism.check';
import { TIMER_NAMES, type Crossing, type Mechanism, type Named, type Party } from './mechanism';
import { readSignIn } from './sign-in/sign-in.read';
import { list, nullable, number, oneOf, record, text, type MechanismProblem } from './mechanism.read';

/** The file is not a mechanism: every problem at once, so that it is repaired in one sitting. */
export class MechanismError extends Error {
  readonly code = 'MECHANISM_INVALID';

  constructor(readonly problems: readonly MechanismProblem[]) {
    super(`The mechanism file has ${problems.length} problem(s):\n${problems.map(sentence).join('\n')}`);
    this.name = 'MechanismError';
  }
}

const id = text('an id of lower-case letters, digits and hyphens', /^[a-z0-9]+(-[a-z0-9]+)*$/);
const code = text('a code of two to six capitals', /^[A-Z]{2,6}$/);
const words = text('a text');
const duration = text(
  'an ISO 8601 duration longer than nothing, such as P3D or PT24H',
  /^P(?=\d|T\d)(?=.*[1-9])(\d+W|(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/,
);

const party = record<Party>({
  id: code,
  name: words,
  casePrefix: code,
  liaisonOffice: nullable(words),
});
const crossing = record<Crossing>({
  id,
  name: words,
  lat: nullable(number(-90, 90)),
  lon: nullable(number(-180, 180)),
  precisionM: nullable(number(1, 1_000_000)),
  method: words,
});
const persona = record<Identity>({
  id: text('an id such as xx.sharer', /^[a-z0-9]+(\.[a-z0-9-]+)?$/),
  party: nullable(code),
  role: oneOf(ROLES),
  name: words,
});

const mechanism = record<Omit<Mechanism, 'parties'> & { readonly parties: readonly Party[] }>({
  id,
  name: words,
  parties: list(party),
  facilitators: list(record<Named>({ id: code, name: words })),
  committees: list(record<Named>({ id, name: words })),
  sectors: list(record<Named>({ id, name: words })),
  crossings: list(crossing),
  timers: record(
    Object.fromEntries(TIMER_NAMES.map((name) => [name, duration])) as Record<
      (typeof TIMER_NAMES)[number],
      typeof duration
    >,
  ),
  personas: list(persona),
  signIn: readSignIn,
  placeholders: list(record({ path: words, note: words })),
});

/**
 * Reads a parsed mechanism file.
 * @throws MechanismError naming every wrong field by its path and what was expected there.
 */
export function loadMechanism(json: unknown): Mechanism {
  const problems: MechanismProblem[] = [];
  const read = mechanism(json, '', problems);
  const [first, second] = read.parties;
  if (first === undefined || second === undefined || read.parties.length !== 2) {
    problems.push({ path: 'parties', message: `expected exactly two, found ${read.parties.length}` });
  }
  if (problems.length > 0 || first === undefined || second === undefined) throw new MechanismError(problems);
  const loaded: Mechanism = { ...read, parties: [first, second] };
  const inconsistent = checkMechanism(loaded, json);
  if (inconsistent.length > 0) throw new MechanismError(inconsistent);
  return loaded;
}

function sentence({ path, message }: MechanismProblem): string {
  return `- ${path === '' ? 'the file' : path}: ${message}`;
}
