import type { AnswerOf, InputOf, OperationId } from '@mizan/api-client';
import { usage } from '../cli-problem';
import { Api } from '../http/api';
import type { AsTyped } from '../http/as-typed';
import { serverUrl } from '../http/server';
import { speakerOf, type Speaker, type Spoken } from '../http/speaker';
import type { Terminal } from '../terminal';

type Recorded = AnswerOf<'admitShare'>;

/** The operations that record something, and say where. */
export type Order = {
  [Id in OperationId]: [AnswerOf<Id>] extends [never] ? never : AnswerOf<Id> extends Recorded ? Id : never;
}[OperationId];

/** What an order takes, as people type it. */
export type OrderInput<Id extends Order> = AsTyped<Omit<InputOf<Id>, 'headers'>>;

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
    return speakerOf(this.spoken);
  }

  /** Whoever is named, else a persona of the exercise. */
  speakerOr(persona: string): Speaker {
    return speakerOf(this.spoken, persona);
  }

  private get spoken(): Spoken {
    return { as: this.text('as'), url: this.url, env: this.terminal.env };
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
  get asOf(): { readonly asOf: string | undefined; readonly validAt: string | undefined } {
    return { asOf: this.text('asOf'), validAt: this.text('validAt') };
  }

  /** Posts an order, and waits until what it recorded can be read. */
  async order<Id extends Order>(id: Id, input: OrderInput<Id>): Promise<AnswerOf<Order>> {
    const revision = this.text('ifMatch')?.replace(/^"(.*)"$/, '$1');
    const headers = {
      'Idempotency-Key': this.text('idempotencyKey'),
      'If-Match': revision === undefined ? undefined : `"${revision}"`,
    };
    const written = await this.api.call<Order>(id, { ...(input as object), headers } as AsTyped<
      InputOf<Order>
    >);
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
