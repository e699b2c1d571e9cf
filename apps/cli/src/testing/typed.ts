import { runCommands } from '../commands';
import type { Terminal } from '../terminal';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What `mizan` says to these words, in this process. */
export async function typed(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Said> {
  const said = { code: 0, out: '', err: '' };
  const terminal: Terminal = {
    env,
    watched: false,
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    exit: (code) => void (said.code = code),
  };
  await runCommands(words, terminal);
  return said;
}
