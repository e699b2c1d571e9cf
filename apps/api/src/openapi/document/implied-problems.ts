import { ACTION_EVENTS, rolesFor, ROLES, type Action } from '@mizan/access';
import { PageQueryDto } from '../../http/dto/page';
import type { Dependency } from '../describe/decorators';
import { unacceptedProblems } from '../problems/identity';
import type { ProblemCode } from '../problems/catalogue';
import { PROBLEM_KINDS } from '../problems/catalogue';
import { readModelProblems } from '../problems/read-models';
import type { Route } from './routes';

const readModels = Object.keys(readModelProblems) as ProblemCode[];
const store: readonly ProblemCode[] = [
  'STORE_UNAVAILABLE',
  'STORE_TIMEOUT',
  'STORE_ACCESS_DENIED',
  'STORE_FAULT',
];

/** The faults of what a route uses. */
const FAULTS: Readonly<Record<Dependency, readonly ProblemCode[]>> = {
  store,
  history: [...store, 'STREAM_DELETED', 'LEDGER_UNREADABLE'],
  'read-models': readModels,
  control: readModels,
  disk: ['DISK_FULL', 'DATABASE_FAILED'],
};

/** Bodies of JSON, and how they can fail to be some. */
const body: readonly ProblemCode[] = [
  'JSON_MALFORMED',
  'BODY_UNREADABLE',
  'VALIDATION_FAILED',
  'BODY_TOO_LARGE',
];

/** Orders: their headers, and the append that they end in. */
const order: readonly ProblemCode[] = [
  ...body,
  'MEDIA_TYPE_UNSUPPORTED',
  'HEADER_MALFORMED',
  'REVISION_STALE',
  'IDEMPOTENCY_KEY_REUSED',
  'WRONG_EXPECTED_REVISION',
  'APPEND_TOO_LARGE',
];

const waitFor: readonly ProblemCode[] = ['PARAMETER_INVALID', 'READ_MODEL_BEHIND'];

/** Every code that an answer of this route can carry: by its guard, its parameters, what it uses, and its own words. */
export function problemsOf(route: Route): ProblemCode[] {
  const codes = [
    'INTERNAL_FAULT',
    'RATE_LIMITED',
    ...guardProblems(route),
    ...inputProblems(route),
    ...dependenciesOf(route).flatMap((dependency) => FAULTS[dependency]),
    ...(route.words?.problems ?? []),
  ] as ProblemCode[];
  const status = (code: ProblemCode) => PROBLEM_KINDS[code].status;
  return [...new Set(codes)].sort((a, b) => status(a) - status(b) || (a < b ? -1 : 1));
}

const unaccepted = Object.keys(unacceptedProblems) as ProblemCode[];

function guardProblems(route: Route): readonly ProblemCode[] {
  const { access } = route;
  if (!access || access.to === 'anyone') return [];
  const unknown = [...unaccepted, ...(changes(route) ? (['FORM_FROM_ELSEWHERE'] as const) : [])];
  if (access.to === 'signed-in') return unknown;
  const narrow: readonly ProblemCode[] = isForEverybody(access.of) ? [] : ['ROLE_MAY_NOT'];
  return [...unknown, ...narrow, ...(isWrite(access.of) ? (['LEDGER_BUSY'] as const) : [])];
}

function inputProblems(route: Route): readonly ProblemCode[] {
  return [
    ...(route.path.includes('{') ? (['REQUEST_MALFORMED'] as const) : []),
    ...(route.waitFor ? waitFor : []),
    ...(route.asOf ? (['POSITION_UNKNOWN'] as const) : []),
    ...(route.query ? (['VALIDATION_FAILED'] as const) : []),
    ...(route.query && isPaged(route.query) ? (['CURSOR_UNKNOWN'] as const) : []),
    ...(route.step ? order : route.body ? body : []),
  ];
}

/** What is said, and what follows: a read reads, an order reads and appends, and the guard asks whether it is time for orders. */
function dependenciesOf({ waitFor: reads, step, access, words }: Route): readonly Dependency[] {
  const guarded = access?.to === 'holders' && isWrite(access.of);
  return [
    ...(reads || step || guarded ? (['read-models'] as const) : []),
    // Sessions are kept in the apis' own database.
    ...(access && access.to !== 'anyone' ? (['control'] as const) : []),
    ...(step ? (['history'] as const) : []),
    ...(words?.uses ?? []),
  ];
}

function isWrite(action: string): boolean {
  return Object.hasOwn(ACTION_EVENTS, action);
}

function isPaged({ prototype }: NonNullable<Route['query']>): boolean {
  return prototype instanceof PageQueryDto;
}

/** A session's cookie comes along by itself, so that what changes anything must come from a page of Mizan. */
function changes({ method }: Route): boolean {
  return !['get', 'head'].includes(method);
}

/** Nobody signs in as the system. */
function isForEverybody(action: Action): boolean {
  return ROLES.every((role) => role === 'system' || rolesFor(action).includes(role));
}
