import { connect } from 'node:net';
import type { Projections, Status } from '@mizan/api-client';
import type { Settings } from '@mizan/runtime';
import { CliProblem } from '../../../cli-problem';
import { EXIT, type ExitCode } from '../../../exit-code';
import { Api } from '../../../http/api';
import { problemOf } from '../../../http/problem-answer';
import type { Speaker } from '../../../http/speaker';
import { errorWords } from '../../../output/error-words';
import { finding, type Finding } from './finding';
import { judgedProjections, judgedStatus } from './judged-status';

/** Milliseconds that the server may take, and that clocks may differ by; a Date header counts whole seconds. */
const patience = 5_000;
const skew = 5_000;

export interface ServerReport {
  readonly url: string;
  /** Whether everything answers: the api, its read models and the event store behind it. */
  readonly ready: boolean;
  /** What the server says of itself to an operator; null when it cannot be asked. */
  readonly status: Status | null;
  readonly found: readonly Finding[];
  readonly exitCode: ExitCode;
}

/** Asks the server how it is, as `speaker`. Never throws for a server that is not well. */
export async function serverReport(url: string, speaker: Speaker): Promise<ServerReport> {
  const gone = { url, ready: false, status: null };
  const { answer, found } = await firstAnswer(url);
  if (!answer) return { ...gone, found, exitCode: EXIT.unreachable };
  const ready = await readiness(url);
  const asked = await askAs(new Api(url, speaker));
  const all = [...found, ...skewOf(answer), ...ready.found, ...asked.found];
  return { url, ready: ready.found.length === 0, status: asked.status, found: all, exitCode: asked.exitCode };
}

/** Whether it is a Mizan that answers there. */
async function firstAnswer(
  url: string,
): Promise<{ readonly answer: Response | null; readonly found: readonly Finding[] }> {
  try {
    const answer = await fetch(`${url}/health/live`, { signal: AbortSignal.timeout(patience) });
    const body: unknown = await answer.json().catch(() => null);
    const isMizan = typeof body === 'object' && body !== null && 'status' in body && body.status === 'live';
    return isMizan ? { answer, found: [] } : { answer: null, found: [taken(url)] };
  } catch (error) {
    const code = codeOf(error);
    if (code !== null && nobody.has(code)) return { answer: null, found: [unreachable(url, code)] };
    return { answer: null, found: [taken(url)] };
  }
}

const nobody: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);

function codeOf(error: unknown): string | null {
  const cause = (error as { cause?: { code?: unknown } } | null)?.cause;
  return typeof cause?.code === 'string' ? cause.code : null;
}

function unreachable(url: string, code: string): Finding {
  const remedy = 'Start Mizan with npm start, or say where it runs: --url URL, MIZAN_URL or MIZAN_PORT.';
  return finding('SERVER_UNREACHABLE', `Nothing answers at ${url} (${code}).`, remedy);
}

function taken(url: string): Finding {
  const { port } = new URL(url);
  const detail = `Something else than Mizan has port ${port || 'of'} ${port ? `(${url})` : url}.`;
  return finding('PORT_IN_USE', detail, 'End that program, or give Mizan another port with MIZAN_PORT.');
}

function skewOf(answer: Response): readonly Finding[] {
  const there = Date.parse(answer.headers.get('date') ?? '');
  const apart = there - Date.now();
  if (Number.isNaN(there) || Math.abs(apart) < skew) return [];
  const words = `${Math.round(Math.abs(apart) / 1000)} s ${apart > 0 ? 'ahead of' : 'behind'}`;
  const detail = `The server's clock is ${words} the clock of this machine.`;
  return [
    finding(
      'CLOCK_SKEW',
      detail,
      'Synchronise both by NTP: deadlines are judged by the clock of the server.',
    ),
  ];
}

async function readiness(url: string): Promise<{ readonly found: readonly Finding[] }> {
  const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(patience * 2) });
  if (answer.ok) return { found: [] };
  const { body } = await problemOf(answer);
  return { found: [finding('NOT_READY', body.detail, body.remedy)] };
}

interface Asked {
  readonly status: Status | null;
  readonly found: readonly Finding[];
  readonly exitCode: ExitCode;
}

async function askAs(api: Api): Promise<Asked> {
  try {
    const status = await api.call('status', {});
    const { items } = await api.call('projections', {}).catch(none);
    const found = [...judgedStatus(status, Date.now()), ...judgedProjections(items)];
    return { status, found, exitCode: EXIT.ok };
  } catch (error) {
    if (!(error instanceof CliProblem)) throw error;
    const { code, detail, remedy } = error.body;
    return { status: null, found: [finding(code, detail, remedy)], exitCode: error.exitCode };
  }
}

/** Without the store nobody knows how far the projections are; that the store is away has been said. */
function none(error: unknown): Pick<Projections, 'items'> {
  if (error instanceof CliProblem) return { items: [] };
  throw error;
}

/** Whether an event store of one's own answers at all. */
export async function eventStore({
  eventStore: connection,
  embedded,
}: Settings): Promise<readonly Finding[]> {
  if (embedded || connection.includes('+discover')) return [];
  const { hostname, port } = new URL(connection.replace(/^[a-z]+:/, 'http:'));
  try {
    await connected(hostname, Number(port || '2113'));
    return [];
  } catch (error) {
    const detail = `The event store at ${hostname}:${port || '2113'} cannot be reached: ${errorWords(error)}.`;
    return [finding('STORE_UNREACHABLE', detail, 'Start it, or correct MIZAN_EVENTSTORE.')];
  }
}

function connected(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: patience }, () => {
      socket.destroy();
      resolve();
    });
    socket.once('timeout', () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
  });
}
