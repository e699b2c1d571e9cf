import { usage } from '../cli-problem';
import { Api, type Asked, type Written } from '../http/api';
import { serverUrl } from '../http/server';
import { speakerOf, type Speaker } from '../http/speaker';
import type { Terminal } from '../terminal';

/** What was typed, and the server it is for. */
export class Context {
  private connected: Api | null = null;

  constructor(
    readonly params: readonly string[],
    private readonly options: Readonly<Record<string, unknown>>,
    readonly terminal: Terminal,
  ) {}

  get json(): boolean {
    return this.flag('json');
  }

  get url(): string {
    return serverUrl(this.text('url'), this.terminal.env);
  }

  /** @throws CliProblem identity when nobody is named */
  get speaker(): Speaker {
    return speakerOf(this.text('as'), this.terminal.env);
  }

  /** Whoever is named, else a persona of the exercise. */
  speakerOr(persona: string): Speaker {
    return speakerOf(this.text('as'), this.terminal.env, persona);
  }

  /** @throws CliProblem identity when nobody is named */
  get api(): Api {
    this.connected ??= new Api(this.url, this.speaker);
    return this.connected;
  }

  /** @throws CliProblem usage */
  param(index: number): string {
    const value = this.params[index];
    if (value) return value;
    throw usage('An argument is missing.', 'See --help for what belongs there.');
  }

  text(name: string): string | undefined {
    const value = this.options[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** A whole number. @throws CliProblem usage */
  count(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined || /^\d{1,9}$/.test(text)) return text === undefined ? undefined : Number(text);
    throw usage(`--${name} is "${text}": it must be a whole number.`, `Give one such as --${name} 2.`);
  }

  flag(name: string): boolean {
    return this.options[name] === true;
  }

  /** The as-of pair of a read. */
  get asOf(): Asked {
    return { query: { asOf: this.text('asOf'), validAt: this.text('validAt') } };
  }

  /** Posts an order, and waits until what it recorded can be read. */
  async order(path: string, body: unknown): Promise<Written> {
    const revision = this.text('ifMatch')?.replace(/^"(.*)"$/, '$1');
    const written = await this.api.post<Written>(path, body, {
      headers: {
        'idempotency-key': this.text('idempotencyKey'),
        'if-match': revision === undefined ? undefined : `"${revision}"`,
      },
    });
    await this.caughtUp(written.position);
    return written;
  }

  /** Waits until everything up to this position can be read; where that does not come about, says so. */
  async caughtUp(position: string | null): Promise<void> {
    if (position === null || (await this.api.readable(position))) return;
    this.terminal.err(
      `It is recorded, and cannot be read yet: reading does not get on to position ${position} (mizan doctor says why).\n`,
    );
  }
}
