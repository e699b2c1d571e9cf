import { randomUUID } from 'node:crypto';
import {
  AppendTooLarge,
  StoreAccessDenied,
  StoreFault,
  StoreTimeout,
  StoreUnavailable,
  StreamDeleted,
  UndecodableEvent,
  WrongExpectedRevision,
  type RecordedEvent,
} from '@mizan/es';
import {
  AmbiguousReference,
  LedgerQueries,
  ReadDatabaseProblem,
  type ReadDatabaseProblemCode,
} from '@mizan/read-models';
import type { ProblemCode } from '../../../apps/api/src/openapi/problems/catalogue';
import type { Came, DocumentedError } from './described-api';
import type { Faults } from './faults';
import { personaOf, requestTo, strangerTo, type Changes } from './requests';
import type { Scene } from './scene';
import type { Stage } from './stage';

/** What a documented error is provoked with. */
export interface Attempt {
  readonly stage: Stage;
  readonly scene: Scene;
  readonly error: DocumentedError;
}

export type Provocation = (attempt: Attempt) => Promise<Came>;

/** The operation's usual request with these changes, sent by somebody who may, or by `persona`. */
export async function sent(
  { stage, scene, error }: Attempt,
  changes: Changes = {},
  persona: string | null = personaOf(error.place.operation),
): Promise<Came> {
  const request = requestTo(error.place, scene, changes);
  const who = persona === null ? {} : await stage.bearer(persona);
  return stage.send({ ...request, headers: { ...who, ...request.headers } });
}

/** Sent while a fault is set. Who asks is known by a session, so that the databases are asked for that too. */
export function under(
  set: Partial<Record<keyof Faults, Error>>,
  by: 'bearer' | 'session' = 'bearer',
  changes: Changes = {},
): Provocation {
  return async (attempt) => {
    const { stage, scene, error } = attempt;
    const persona = personaOf(error.place.operation);
    const who = persona === null ? await browserOf(attempt) : await stage[by](persona);
    const request = requestTo(error.place, scene, { ...changes, ...(await wholeFile(attempt)) });
    Object.assign(stage.faults, set);
    try {
      return await stage.send({ ...request, headers: { ...who, ...request.headers } });
    } finally {
      Object.assign(stage.faults, { store: null, append: null, database: null, answer: null });
    }
  };
}

/** A ledger is read to its end before the store is asked anything. */
async function wholeFile({ stage, error }: Attempt): Promise<Changes> {
  return error.place.operation.operationId === 'importLedger' ? { body: await exported(stage) } : {};
}

/** Every line of the ledger as it is. */
export async function exported(stage: Stage): Promise<string> {
  const headers = await stage.bearer('registrar');
  return (await stage.send({ method: 'get', path: '/v1/ledger/events', headers })).text;
}

/** Whoever ends a session has one. */
function browserOf({ stage, error }: Attempt): Promise<Record<string, string>> {
  return error.place.path === '/session/end' ? stage.session('tr.cochair') : Promise.resolve({});
}

const database = (code: ReadDatabaseProblemCode): Provocation =>
  under({ database: new ReadDatabaseProblem(code, { detail: 'Injected.', remedy: 'None.' }) }, 'session');

const reference = 'PK-7F3A-Q2';
const event = { id: randomUUID(), type: 'Injected', stream: 'share-injected' } as unknown as RecordedEvent;
const json = { 'content-type': 'application/json' };

/** Injected: what this machine cannot be made to do for real within a test. */
export const injected: Partial<Record<ProblemCode, Provocation>> = {
  INTERNAL_FAULT: under({ answer: new Error('injected') }),
  STORE_TIMEOUT: under({ store: new StoreTimeout('Injected.') }),
  STORE_ACCESS_DENIED: under({ store: new StoreAccessDenied('Injected.') }),
  STORE_UNAVAILABLE: under({ store: new StoreUnavailable('Injected.') }),
  STORE_FAULT: (attempt) =>
    under({ store: new StoreFault(attempt.error.status === 507 ? 'No space left.' : 'Injected.') })(attempt),
  STREAM_DELETED: under({ store: new StreamDeleted('share-injected') }),
  LEDGER_UNREADABLE: under({ store: new UndecodableEvent(event, ['injected']) }),
  WRONG_EXPECTED_REVISION: under({ append: new WrongExpectedRevision('share-injected', 1n, 2n) }),
  APPEND_TOO_LARGE: under({ append: new AppendTooLarge(1_048_576) }),
  REFERENCE_AMBIGUOUS: (attempt) => {
    const database = new AmbiguousReference(reference, [randomUUID(), randomUUID()]);
    // A case that is named by its id need not be looked for again.
    const ofCase = /^\/(v1\/shares|cases)\/\{/.test(attempt.error.place.path);
    return under({ database }, 'bearer', ofCase ? { id: reference } : {})(attempt);
  },
  NOT_READY: under({ store: new StoreTimeout('Injected.') }),
  READ_DATABASE_CORRUPT: database('READ_DATABASE_CORRUPT'),
  READ_DATABASE_UNREACHABLE: database('READ_DATABASE_UNREACHABLE'),
  READ_DATABASE_DENIED: database('READ_DATABASE_DENIED'),
  READ_DATABASE_CROWDED: database('READ_DATABASE_CROWDED'),
  READ_DATABASE_READ_ONLY: database('READ_DATABASE_READ_ONLY'),
  READ_DATABASE_FULL: database('READ_DATABASE_FULL'),
  READ_DATABASE_BUSY: database('READ_DATABASE_BUSY'),
};

/** Requests that are wrong by themselves, whatever the route. */
export const malformed: Partial<Record<ProblemCode, Provocation>> = {
  REQUEST_MALFORMED: async ({ stage, scene, error }) => {
    const { path, ...request } = requestTo(error.place, scene, { id: 'BAD' });
    const persona = personaOf(error.place.operation);
    const headers = { ...(persona ? await stage.bearer(persona) : {}), ...request.headers };
    return stage.send({ ...request, headers, path: path.replace('BAD', '%E0%A4%A') });
  },
  NOT_SIGNED_IN: (attempt) => sent(attempt, {}, null),
  ROLE_MAY_NOT: (attempt) => sent(attempt, {}, strangerTo(attempt.error.place.operation)),
  PROJECTION_NOT_STOPPED: (attempt) => sent(attempt),
  SKIP_UNKNOWN: (attempt) => sent(attempt),
  FORM_FROM_ELSEWHERE: async (attempt) => {
    const persona = personaOf(attempt.error.place.operation);
    const cookie = persona === null ? {} : await attempt.stage.session(persona);
    return sent(attempt, { headers: { ...cookie, 'sec-fetch-site': 'cross-site' } }, null);
  },
  HEADER_MALFORMED: (attempt) =>
    sent(attempt, { headers: { 'idempotency-key': 'no uuid', 'last-event-id': 'no position' } }),
  JSON_MALFORMED: (attempt) => sent(attempt, { body: '{"kind": ', headers: json }),
  BODY_UNREADABLE: (attempt) => sent(attempt, { body: '['.repeat(40) + ']'.repeat(40), headers: json }),
  BODY_TOO_LARGE: (attempt) => sent(attempt, { body: { reason: 'x'.repeat(1_100_000) }, headers: json }),
  MEDIA_TYPE_UNSUPPORTED: (attempt) =>
    sent(attempt, { body: 'text', headers: { 'content-type': 'text/plain' } }),
  VALIDATION_FAILED: (attempt) =>
    attempt.error.place.method === 'get'
      ? sent(attempt, { query: { nonsense: '1' } })
      : sent(attempt, { body: { munition: 'x' }, headers: json }),
  PARAMETER_INVALID: (attempt) => sent(attempt, { query: { waitFor: 'no position' } }),
  POSITION_UNKNOWN: (attempt) => {
    const beyond = '9000000000000000000';
    return sent(attempt, {
      query: attempt.error.place.path === '/v1/live' ? { after: beyond } : { asOf: beyond },
    });
  },
  READ_MODEL_BEHIND: async (attempt) => {
    const ledger = attempt.stage.api.app.get(LedgerQueries);
    const waitFor = ledger.waitFor.bind(ledger);
    // For as long as the suite has time.
    ledger.waitFor = (position) => waitFor(position, 0);
    try {
      return await sent(attempt, { query: { waitFor: '9000000000000000000' } });
    } finally {
      ledger.waitFor = waitFor;
    }
  },
  CURSOR_UNKNOWN: (attempt) => sent(attempt, { query: { cursor: 'no cursor' } }),
  FORMAT_UNKNOWN: (attempt) => sent(attempt, { query: { format: 'other' } }),
  REVISION_STALE: (attempt) => sent(attempt, { headers: { 'if-match': '"999"' } }),
  CASE_UNKNOWN: async (attempt) => {
    const { path } = attempt.error.place;
    if (path.startsWith('/v1/shares')) return sent(attempt, { id: randomUUID() });
    if (path === '/v1/live') return sent(attempt, { query: { case: randomUUID() } });
    if (path.startsWith('/cases')) return sent(attempt, { id: randomUUID() });
    if (path.endsWith('/link')) return sent(attempt, { body: { case: randomUUID() } });
    return sent(attempt, { body: { kind: 'notified', case: randomUUID() } });
  },
  STRIKE_UNKNOWN: (attempt) => sent(attempt, { id: randomUUID() }),
  SESSION_UNKNOWN: (attempt) => sent(attempt, { id: randomUUID() }),
  PROJECTION_UNKNOWN: (attempt) => sent(attempt, { id: 'nothing' }),
  ROUTE_UNKNOWN: (attempt) => sent(attempt, { id: 'unknown.css' }),
  PERSONA_UNKNOWN: (attempt) => sent(attempt, { body: 'persona=nobody' }),
};
