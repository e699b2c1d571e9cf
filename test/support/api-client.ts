import type { Ledger } from './ledger-fixture';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; text where the answer is not JSON. */
  readonly body: Record<string, unknown>;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Call = (method: string, path: string, options?: CallOptions) => Promise<Answer>;

/** Calls of the api in the name of a persona; null speaks without an identity. */
export async function callerAs(ledger: Ledger, persona: string | null): Promise<Call> {
  const authorization = persona === null ? {} : { authorization: `Bearer ${await ledger.tokenFor(persona)}` };
  return async (method, path, { body, headers } = {}) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(ledger.url + path, {
      method,
      headers: { ...authorization, ...json, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, headers: answer.headers, body: await bodyOf(answer) };
  };
}

async function bodyOf(answer: Response): Promise<Record<string, unknown>> {
  const text = await answer.text();
  if (text === '' || !/json/.test(answer.headers.get('content-type') ?? '')) return { text };
  return JSON.parse(text) as Record<string, unknown>;
}
