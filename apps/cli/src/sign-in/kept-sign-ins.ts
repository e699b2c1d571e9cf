import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { usage } from '../cli-problem';
import { errorWords } from '../output/error-words';

/** What is kept of the sign-in of a person. */
export interface KeptSignIn {
  readonly issuer: string;
  readonly clientId: string;
  /** For people. */
  readonly name: string;
  readonly accessToken: string;
  /** RFC 3339; null where the provider does not say. */
  readonly expiresAt: string | null;
  /** Null where the provider gives none. */
  readonly refreshToken: string | null;
  /** What a new token is asked for with. */
  readonly ask: Readonly<Record<string, string>>;
}

/** This user's file of sign-ins, in the folder for settings. */
export function keptSignIns(env: NodeJS.ProcessEnv): KeptSignIns {
  const folder = env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config');
  return new KeptSignIns(join(folder, 'mizan', 'sign-ins.json'));
}

/** Sign-ins, one for each server, in a file that nobody but its owner may read. */
export class KeptSignIns {
  constructor(readonly path: string) {}

  /** @throws CliProblem usage for a file that cannot be used */
  at(url: string): KeptSignIn | null {
    return this.read()[url] ?? null;
  }

  keep(url: string, signIn: KeptSignIn): void {
    this.write({ ...this.read(), [url]: signIn });
  }

  forget(url: string): void {
    const { [url]: gone, ...others } = this.read();
    if (gone) this.write(others);
  }

  private read(): Readonly<Record<string, KeptSignIn>> {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as Record<string, KeptSignIn>;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw usage(
        `${this.path} cannot be used: ${errorWords(error)}.`,
        'Remove it, and sign in again with mizan login.',
      );
    }
  }

  /** Whole or not at all: another command may be reading. */
  private write(signIns: Readonly<Record<string, KeptSignIn>>): void {
    const fresh = `${this.path}.${String(process.pid)}`;
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    writeFileSync(fresh, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(fresh, this.path);
  }
}
