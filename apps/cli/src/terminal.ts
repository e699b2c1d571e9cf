import type { ExitCode } from './exit-code';

/** Everything of the outside world that a verb touches beside the server; tests bring their own. */
export interface Terminal {
  readonly env: NodeJS.ProcessEnv;
  /** Whether a person watches standard error. */
  readonly watched: boolean;
  /** Standard output: the answer and nothing else. */
  out(text: string): void;
  /** Standard error. */
  err(text: string): void;
  /** Sets what this process will end with. */
  exit(code: ExitCode): void;
}

export const TERMINAL = Symbol('Terminal');

export function processTerminal(): Terminal {
  return {
    env: process.env,
    watched: process.stderr.isTTY,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    exit: (code) => void (process.exitCode = code),
  };
}
