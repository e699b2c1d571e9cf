import { ApiClient, type AnswerOf, type InputOf, type OperationId } from '@mizan/api-client';
import { CliProblem } from '../cli-problem';
import { ask } from './ask';
import type { AsTyped } from './as-typed';
import { problemOf } from './problem-answer';
import type { Speaker } from './speaker';
import { tokenFor } from './token';

/** Operations that take bytes which are no JSON. */
type Upload = 'importIncidents' | 'importLedger';

/** The server as one speaker sees it. Every method throws a CliProblem for anything but success. */
export class Api {
  private token: Promise<string> | null = null;
  private readonly client = new ApiClient((path, init) => this.send(path, init));

  constructor(
    readonly url: string,
    private readonly speaker: Speaker,
  ) {}

  call<Id extends OperationId>(id: Id, input: AsTyped<InputOf<Id>>): Promise<AnswerOf<Id>> {
    return this.client.call(id, input as InputOf<Id>);
  }

  /** The body as it comes, for answers that may be long. The signal ends it, also while it is being read. */
  async stream<Id extends OperationId>(
    id: Id,
    input: AsTyped<InputOf<Id>>,
    signal?: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>> {
    const { body } = await this.client.ask(id, input as InputOf<Id>, signal ? { signal } : {});
    return body ?? ([] as never);
  }

  /** Sends a stream of bytes that is never in memory as a whole. */
  upload<Id extends Upload>(
    id: Id,
    input: Omit<AsTyped<InputOf<Id>>, 'body'>,
    bytes: { readonly body: ReadableStream<Uint8Array>; readonly type: string },
  ): Promise<AnswerOf<Id>> {
    const headers = { 'content-type': bytes.type };
    // The bytes are the body.
    return this.client.call(id, input as object as InputOf<Id>, {
      body: bytes.body,
      duplex: 'half',
      headers,
    });
  }

  /** The next request brings a new token. */
  signInAgain(): void {
    this.token = null;
  }

  /** Waits while reading gets on. False where it does not: what was written at this position cannot be read yet. */
  async readable(position: string): Promise<boolean> {
    for (let before: string | null = null; ;) {
      if (await this.readableSoon(position)) return true;
      const { readable } = await this.call('ledgerHead', {});
      if (readable === before) return false;
      before = readable;
    }
  }

  private async readableSoon(position: string): Promise<boolean> {
    try {
      await this.call('ledgerHead', { query: { waitFor: position } });
      return true;
    } catch (error) {
      if (error instanceof CliProblem && error.body.code === 'READ_MODEL_BEHIND') return false;
      throw error;
    }
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    this.token ??= tokenFor(this.speaker, this.url).then(({ access_token }) => access_token);
    const headers = { ...init.headers, authorization: `Bearer ${await this.token}` };
    const response = await ask(this.url + path, { ...init, headers });
    if (response.ok) return response;
    throw await problemOf(response);
  }
}
