import { EXIT, exitCodeOf, type ExitCode } from './exit-code';

/** Problem details of RFC 9457 as Mizan writes them. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status?: number;
  readonly detail: string;
  readonly code: string;
  readonly remedy: string;
  /** What the server's logs call the request. */
  readonly requestId?: string;
  readonly errors?: readonly {
    readonly pointer: string;
    readonly detail: string;
    readonly remedy?: string;
  }[];
}

/** Why the command does not give an answer: for people in words, for programs as problem details, and as an exit code. */
export class CliProblem extends Error {
  override readonly name = 'CliProblem';

  constructor(
    readonly exitCode: ExitCode,
    readonly body: ProblemBody,
  ) {
    super(body.detail);
  }
}

/** What was typed cannot be understood; `remedy` says what to type. */
export function usage(detail: string, remedy: string): CliProblem {
  return own(EXIT.usage, { code: 'USAGE', title: 'Not understood', detail, remedy });
}

export function noIdentity(detail: string, remedy: string): CliProblem {
  return own(EXIT.identity, { code: 'IDENTITY_MISSING', title: 'Nobody is speaking', detail, remedy });
}

/** Whoever speaks is not known, or is not taken for it. The code says in capitals why. */
export function notIdentified(code: string, detail: string, remedy: string): CliProblem {
  const words = code.toLowerCase().replaceAll('_', ' ');
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  return own(EXIT.identity, { code, title, status: 401, detail, remedy });
}

export function noProvider(issuer: string, reason: string): CliProblem {
  return own(EXIT.unreachable, {
    code: 'IDENTITY_PROVIDER_UNREACHABLE',
    title: 'No identity provider',
    detail: `The identity provider ${issuer} does not answer (${reason}).`,
    remedy: 'Wait a moment and ask again; if it stays so, tell whoever runs it.',
  });
}

export function unreachable(url: string, reason: string): CliProblem {
  return own(EXIT.unreachable, {
    code: 'SERVER_UNREACHABLE',
    title: 'No server',
    detail: `Nothing answers at ${url} (${reason}).`,
    remedy: 'Start Mizan with npm start, or say where it runs: --url URL, MIZAN_URL or MIZAN_PORT.',
  });
}

/** Understood, and not possible as things are. */
export function refused(detail: string, remedy: string): CliProblem {
  return own(EXIT.refused, { code: 'REFUSED', title: 'Not possible', detail, remedy });
}

export function fault(detail: string, remedy: string): CliProblem {
  return own(EXIT.fault, { code: 'FAULT', title: 'Something failed', detail, remedy });
}

/** The server's own words. */
export function answered(status: number, body: ProblemBody): CliProblem {
  return new CliProblem(exitCodeOf(status, body.code), body);
}

function own(exitCode: ExitCode, words: Omit<ProblemBody, 'type'>): CliProblem {
  const type = `https://mizan.invalid/problems/${words.code.toLowerCase().replaceAll('_', '-')}`;
  return new CliProblem(exitCode, { type, ...words });
}
