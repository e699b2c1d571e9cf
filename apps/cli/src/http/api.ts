import { CliProblem } from '../cli-problem';
import { ask } from './ask';
import { problemOf } from './problem-answer';
import type { Speaker } from './speaker';
import { tokenFor } from './token';

export interface Asked {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Ends the request, and the answer while it is being read. */
  readonly signal?: AbortSignal;
}

/** The part of every write's answer that says where it is recorded. */
export interface Written {
  readonly id?: string;
  readonly reference?: string;
  /** Null when there was nothing to record. */
  readonly position: string | null;
  readonly revision: string | null;
}

/** The server as one speaker sees it. Every method throws a CliProblem for anything but success. */
export class Api {
  private token: Promise<string> | null = null;

  constructor(
    readonly url: string,
    private readonly speaker: Speaker,
  ) {}

  async get<T>(path: string, asked: Asked = {}): Promise<T> {
    return (await (await this.request(path, { method: 'GET' }, asked)).json()) as T;
  }

  /** The body as it comes, for answers that may be long. */
  async stream(path: string, asked: Asked = {}): Promise<AsyncIterable<Uint8Array>> {
    const { body } = await this.request(path, { method: 'GET' }, asked);
    return body ?? ([] as never);
  }

  /** The next request brings a new token. */
  signInAgain(): void {
    this.token = null;
  }

  async post<T>(path: string, body: unknown, asked: Asked = {}): Promise<T> {
    const headers = { 'content-type': 'application/json', ...asked.headers };
    const init = { method: 'POST', body: JSON.stringify(body) };
    return (await (await this.request(path, init, { ...asked, headers })).json()) as T;
  }

  /** Sends a stream of bytes that is never in memory as a whole. */
  async upload<T>(path: string, bytes: ReadableStream<Uint8Array>, type: string): Promise<T> {
    const init: RequestInit = { method: 'POST', body: bytes, duplex: 'half' };
    return (await (await this.request(path, init, { headers: { 'content-type': type } })).json()) as T;
  }

  /** Waits while reading gets on. False where it does not: what was written at this position cannot be read yet. */
  async readable(position: string): Promise<boolean> {
    for (let before: string | null = null; ;) {
      if (await this.readableSoon(position)) return true;
      const { readable } = await this.get<{ readable: string | null }>('/v1/ledger/head');
      if (readable === before) return false;
      before = readable;
    }
  }

  private async readableSoon(position: string): Promise<boolean> {
    try {
      await this.get('/v1/ledger/head', { query: { waitFor: position } });
      return true;
    } catch (error) {
      if (error instanceof CliProblem && error.body.code === 'READ_MODEL_BEHIND') return false;
      throw error;
    }
  }

  private async request(
    path: string,
    init: RequestInit,
    { query, headers, signal }: Asked,
  ): Promise<Response> {
    this.token ??= tokenFor(this.speaker, this.url).then(({ access_token }) => access_token);
    const url = new URL(this.url + path);
    for (const [name, value] of given(query)) url.searchParams.set(name, value);
    const authorization = `Bearer ${await this.token}`;
    const response = await ask(url.href, {
      ...init,
      ...(signal ? { signal } : {}),
      headers: { ...Object.fromEntries(given(headers)), authorization },
    });
    if (response.ok) return response;
    throw await problemOf(response);
  }
}

function given(values: Readonly<Record<string, string | undefined>> = {}): [string, string][] {
  return Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
}
