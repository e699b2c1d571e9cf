import type { ExitCode } from '../exit-code';
import type { Context } from './context';

export interface OptionSpec {
  /** As commander writes them: `--reason <text>`. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
}

/** A value for programs, and the same for people. */
export interface Answer {
  readonly json: unknown;
  text(): string;
  /** Default 0. For an answer that is bad news. */
  readonly exitCode?: ExitCode;
}

/** What a verb does, as data. */
export interface VerbSpec {
  readonly name: string;
  /** As commander writes them: `<id>`, `[name]`. */
  readonly arguments?: string;
  readonly description: string;
  /** `local` needs no server; `server` speaks as a persona; `read` takes --as-of too, `write` --if-match and its key. */
  readonly kind: 'local' | 'server' | 'read' | 'write';
  readonly options?: readonly OptionSpec[];
  /** Null when everything has been written already. @throws CliProblem */
  run(context: Context): Promise<Answer | null>;
}
