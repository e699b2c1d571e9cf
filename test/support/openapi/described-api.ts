import { PROBLEM_KINDS, type ProblemCode } from '../../../apps/api/src/openapi/problems/catalogue';
import { schemaChecks, type Answered, type Described, type Json, type Operation } from './checks';

/** One operation of the document, with its place. */
export interface Place {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

export function placesOf({ paths }: Described): Place[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
}

/** A documented error: the operation, its status and its code. */
export interface DocumentedError {
  readonly place: Place;
  readonly status: number;
  readonly code: ProblemCode;
}

const problem = 'application/problem+json';

export function errorsOf(document: Described): DocumentedError[] {
  return placesOf(document).flatMap((place) =>
    Object.entries(place.operation.responses).flatMap(([status, { content = {} }]) =>
      Object.keys(content[problem]?.examples ?? {}).map((code) => ({
        place,
        status: Number(status),
        code: code as ProblemCode,
      })),
    ),
  );
}

/** An answer as it came. */
export interface Came {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Compares answers with the document; every difference is a sentence. */
export class Comparison {
  private readonly check: ReturnType<typeof schemaChecks>;

  constructor(private readonly document: Described) {
    this.check = schemaChecks(document);
  }

  error({ place, status, code }: DocumentedError, came: Came): string[] {
    // HEAD has no body to say why.
    if (place.method === 'head') return came.status === status ? [] : [`status ${came.status}`];
    const found = codeIn(came);
    if (came.status !== status || found !== code)
      return [`${came.status} ${found ?? came.text.slice(0, 80)}`];
    const missing = (PROBLEM_KINDS[code].headers ?? []).filter((name) => !came.headers.has(name));
    return [...missing.map((name) => `no header ${name}`), ...unnamed(came), ...this.whole(place, came)];
  }

  success(place: Place, came: Came): string[] {
    if (came.status >= 400) return [`${came.status} ${came.text.slice(0, 200)}`];
    const names = Object.keys(place.operation.responses[String(came.status)]?.headers ?? {});
    const missing = names.filter((name) => !came.headers.has(name));
    return [...missing.map((name) => `no header ${name}`), ...this.whole(place, came)];
  }

  /** Status, media type, body and headers. */
  private whole({ operation, method }: Place, came: Came): string[] {
    const described = operation.responses[String(came.status)];
    if (!described) return [`status ${came.status} is not described`];
    const headers = this.headers(described, came);
    if (!described.content || method === 'head') return headers;
    return [...headers, ...this.body(described, came)];
  }

  private headers({ headers = {} }: Answered, came: Came): string[] {
    return Object.keys(headers).flatMap((name) => {
      const value = came.headers.get(name);
      const words = this.document.components.headers[name];
      if (value === null || !words) return [];
      const fits: boolean = this.check(words.schema)(value);
      return fits ? [] : [`header ${name} is ${value}`];
    });
  }

  private body({ content = {} }: Answered, { headers, text }: Came): string[] {
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    const [, expected] = Object.entries(content).find(([name]) => name.split(';')[0] === type) ?? [];
    if (!expected) return [`media type ${type} is not described`];
    const validate = this.check(expected.schema);
    const value = /[/+]json$/.test(type) ? (JSON.parse(text) as Json) : text;
    return validate(value) ? [] : [`body: ${JSON.stringify(validate.errors?.slice(0, 2))}`];
  }
}

/** Whoever reports a problem can name the request. */
function unnamed({ headers, text }: Came): string[] {
  const { requestId } = JSON.parse(text) as { requestId?: string };
  return requestId === headers.get('x-request-id') ? [] : [`requestId ${String(requestId)}`];
}

function codeIn({ headers, text }: Came): string | null {
  if (!headers.get('content-type')?.startsWith(problem)) return null;
  return (JSON.parse(text) as { code: string }).code;
}
