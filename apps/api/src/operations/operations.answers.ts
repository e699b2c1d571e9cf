import type { ProjectionFailure } from '@mizan/es';
import {
  answer,
  decimal,
  fraction,
  listOf,
  moment,
  oneFrom,
  orNull,
  part,
  text,
  told,
  truth,
  uuid,
  whole,
} from '../openapi';
import type { presentProjection, RequestState } from './projection.presenter';
import type { Status } from './status.service';

type Presented = ReturnType<typeof presentProjection>;
type Failure = Omit<ProjectionFailure, 'position'> & { readonly position: string };

const failure = answer<Failure>('ProjectionFailure', {
  position: decimal,
  eventId: uuid,
  eventType: text,
  error: told(text, 'What the projection said.', { examples: ['no such column: due_at'] }),
  fingerprint: told(text, 'The same fault has the same one.', { examples: ['9f86d081884c'] }),
});

/** How far a projection is behind the ledger. */
export const lag = answer<Presented['lag']>('Lag', {
  events: told(whole, 'Stored and not projected; at most as many as were counted.'),
  more: told(truth, 'There are more than were counted.'),
  seconds: told(fraction, 'Age of the oldest of them.'),
});

const skipped = answer<Presented['skipped'][number]>('SkippedEvent', {
  position: decimal,
  eventId: uuid,
  eventType: text,
  error: told(text, 'Why it could not be applied.', { examples: ['no such column: due_at'] }),
  fingerprint: told(text, 'The same fault has the same one.', { examples: ['9f86d081884c'] }),
  version: told(whole, 'Of the projection; another version tries the event again.'),
  reason: told(text, 'What the operator said.', { examples: ['Known fault, mended in the next version.'] }),
  skippedBy: text,
  skippedAt: moment,
  withdrawal: told(
    orNull(part({ reason: text, withdrawnBy: text, withdrawnAt: moment })),
    'Who took it back; null while it holds.',
  ),
  inForce: told(truth, 'Whether the tables lack it: by this version, and not built anew since a withdrawal.'),
});

const projection = answer<Presented>('Projection', {
  name: told(text, 'As rebuild takes it.', { examples: ['share-board'] }),
  version: whole,
  state: told(
    oneFrom('running', 'stopped', 'rebuilding'),
    'Stopped: it met an event that it could not apply.',
  ),
  position: told(orNull(decimal), 'Up to here its tables are.'),
  progress: orNull(part({ done: decimal, head: decimal })),
  failure: orNull(failure),
  lag,
  skipped: told(listOf(skipped), 'Every event that it was ever told to leave out.'),
});

const requestState = answer<RequestState>('RequestState', {
  request: uuid,
  kind: oneFrom('rebuild', 'retry', 'skip'),
  projection: told(text, 'Its name.', { examples: ['share-board'] }),
  state: told(oneFrom('waiting', 'running', 'done', 'failed'), 'Waiting: the worker has not taken it up.'),
  detail: told(orNull(text), 'Why it failed.'),
  at: moment,
});

export const projectionsAnswer = answer<{
  items: readonly Presented[];
  rebuilds: readonly RequestState[];
  requests: readonly RequestState[];
}>('Projections', {
  items: listOf(projection),
  rebuilds: listOf(requestState),
  requests: told(listOf(requestState), 'The newest of each kind for each projection.'),
});

export const requestedAnswer = answer<{ request: string }>('Requested', {
  request: told(uuid, 'What became of it stands under GET /v1/operations/projections.'),
});

export const rebuildAnswer = answer<{
  request: string;
  requests: readonly { readonly projection: string; readonly request: string }[];
}>('RebuildRequested', {
  request: told(uuid, 'The first of the requests.'),
  requests: listOf(
    part({ projection: told(text, 'Its name.', { examples: ['share-board'] }), request: uuid }),
  ),
});

export const statusAnswer = answer<Status>('Status', {
  version: told(text, 'Of Mizan.', { examples: ['0.1.0'] }),
  node: told(text, 'Of Node.js.', { examples: ['v24.21.0'] }),
  pid: whole,
  uptimeS: told(whole, 'Seconds.'),
  eventStore: part({
    connection: told(text, 'Without user and password.', { examples: ['esdb://127.0.0.1:2113?tls=false'] }),
    embedded: truth,
    problem: told(orNull(text), 'Why the store did not answer; null when it did.'),
  }),
  ledger: part({
    head: orNull(decimal),
    readable: orNull(decimal),
    recordedAt: told(orNull(moment), 'When the newest event was recorded.'),
  }),
  lag: part({
    events: told(orNull(whole), 'Stored and not readable yet; null when the store did not answer.'),
    more: told(truth, 'There are more than were counted.'),
  }),
  activity: orNull(part({ what: told(text, 'In a word.', { examples: ['demonstration'] }), since: moment })),
  importing: truth,
  memory: told(part({ rss: whole, heapUsed: whole, external: whole }), 'Bytes.'),
});
