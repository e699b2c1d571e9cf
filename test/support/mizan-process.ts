import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** The built command line. */
export const mizanFile = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');

/** Brings dist up to date, as every npm script does: nothing to do when it is. */
export function buildMizan(): void {
  execFileSync(process.execPath, [join(root, 'scripts', 'run.mjs'), 'build'], { cwd: root, stdio: 'pipe' });
}

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `mizan` to its end, as a process of its own. `input` is its standard input. */
export async function mizan(words: readonly string[], env: NodeJS.ProcessEnv, input = ''): Promise<Ran> {
  const child = spawn(process.execPath, [mizanFile, ...words], { env: { ...process.env, ...env } });
  const said = heard(child);
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

/** What a process says, growing as it speaks. */
export function heard(child: ChildProcess): { out: string; err: string } {
  const said = { out: '', err: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => void (said.out += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void (said.err += text));
  return said;
}
