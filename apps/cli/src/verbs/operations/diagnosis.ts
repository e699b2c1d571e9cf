import { CliProblem } from '../../cli-problem';
import { EXIT, type ExitCode } from '../../exit-code';
import { Api } from '../../http/api';
import { ask } from '../../http/ask';
import { problemOf } from '../../http/problem-answer';

/** The parts of the server's own status that people are shown. */
export interface Status {
  readonly eventStore: { readonly connection: string; readonly problem: string | null };
  readonly ledger: { readonly head: string | null; readonly readable: string | null };
  readonly lag: { readonly events: number | null; readonly more: boolean };
  readonly activity: { readonly what: string; readonly since: string } | null;
}

export interface Diagnosis {
  readonly url: string;
  /** Whether everything answers: the api, its read models and the event store behind it. */
  readonly ready: boolean;
  /** What the server says of itself to an operator; null when it cannot be asked. */
  readonly status: Status | null;
  /** What is wrong, and what to do. */
  readonly trouble: readonly string[];
  readonly exitCode: ExitCode;
}

/** Asks the server how it is, as `persona`. Never throws for a server that is not well. */
export async function diagnosisOf(url: string, persona: string): Promise<Diagnosis> {
  const trouble: string[] = [];
  const ready = await attempt(() => readiness(url), trouble);
  if (ready === EXIT.unreachable) return { url, ready: false, status: null, trouble, exitCode: ready };
  let status: Diagnosis['status'] = null;
  const asked = await attempt(async () => {
    status = await new Api(url, persona).get('/v1/operations/status');
  }, trouble);
  return { url, ready: ready === EXIT.ok, status, trouble, exitCode: ready === EXIT.ok ? asked : ready };
}

async function readiness(url: string): Promise<void> {
  const response = await ask(`${url}/health/ready`);
  if (!response.ok) throw await problemOf(response);
}

async function attempt(work: () => Promise<void>, trouble: string[]): Promise<ExitCode> {
  try {
    await work();
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof CliProblem)) throw error;
    trouble.push(`${error.body.detail} ${error.body.remedy}`);
    return error.exitCode;
  }
}
