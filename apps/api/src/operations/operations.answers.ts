import type { ProjectionFailure } from '@mizan/es';
import {
  answer,
  decimal,
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
import type { presentProjection, RebuildState } from './projection.presenter';
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
});

const rebuildState = answer<RebuildState>('RebuildState', {
  request: uuid,
  projection: told(text, 'Its name.', { examples: ['share-board'] }),
  state: told(oneFrom('waiting', 'running', 'done', 'failed'), 'Waiting: the worker has not taken it up.'),
  detail: told(orNull(text), 'Why it failed.'),
  at: moment,
});

export const projectionsAnswer = answer<{ items: readonly Presented[]; rebuilds: readonly RebuildState[] }>(
  'Projections',
  { items: listOf(projection), rebuilds: listOf(rebuildState) },
);

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
  ledger: part({ head: orNull(decimal), readable: orNull(decimal) }),
  lag: part({
    events: told(orNull(whole), 'Stored and not readable yet; null when the store did not answer.'),
    more: told(truth, 'There are more than were counted.'),
  }),
  activity: orNull(part({ what: told(text, 'In a word.', { examples: ['demonstration'] }), since: moment })),
  importing: truth,
  memory: told(part({ rss: whole, heapUsed: whole, external: whole }), 'Bytes.'),
});
