import { operations, type Operations } from './generated/operations.gen';

export type OperationId = keyof Operations;

/** Path, query, headers and body of an operation, as the document describes them. */
export type InputOf<Id extends OperationId> = Id extends OperationId
  ? Omit<Given<Operations[Id]['data']>, 'url'>
  : never;

/** The body of success. */
export type AnswerOf<Id extends OperationId> = Id extends OperationId
  ? Operations[Id]['answers'][keyof Operations[Id]['answers']]
  : never;

/** Without what the generator writes as `never`. */
type Given<T> = { [K in keyof T as Exclude<T[K], undefined> extends never ? never : K]: T[K] };

/** Sends a request to a path with its query; answers the response of success, or throws as it likes. */
export type Send = (path: string, init: RequestInit) => Promise<Response>;

interface Parts {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** The api by the names of its operations: every path, parameter, body and answer has its type from the document. */
export class ApiClient {
  constructor(private readonly send: Send) {}

  /** Undefined for an answer without a body. @throws what `send` throws */
  async call<Id extends OperationId>(id: Id, input: InputOf<Id>, init?: RequestInit): Promise<AnswerOf<Id>> {
    const text = await (await this.ask(id, input, init)).text();
    return (text === '' ? undefined : JSON.parse(text)) as AnswerOf<Id>;
  }

  /** The response itself, for bodies that are long or no JSON. A body that is bytes is sent as it is. */
  ask<Id extends OperationId>(id: Id, input: InputOf<Id>, init: RequestInit = {}): Promise<Response> {
    const [method, template] = operations[id];
    const { path = {}, query = {}, headers = {}, body } = input as Parts;
    const search = new URLSearchParams(given(query)).toString();
    return this.send(filled(template, path) + (search && `?${search}`), {
      method,
      ...init,
      headers: { ...bodyType(body), ...Object.fromEntries(given(headers)), ...plain(init.headers) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}

function filled(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
}

function given(values: Readonly<Record<string, unknown>>): [string, string][] {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => [name, String(value)]);
}

function bodyType(body: unknown): Record<string, string> {
  return body === undefined ? {} : { 'content-type': 'application/json' };
}

function plain(headers: RequestInit['headers']): Record<string, string> {
  return Object.fromEntries(new Headers(headers));
}
