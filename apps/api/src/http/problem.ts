/** Where the types of problems live: names, not pages. */
export const PROBLEM_BASE = 'https://mizan.invalid/problems/';

/** One faulty part of a request: a JSON pointer into its body (or a parameter's name), and what is wrong. */
export interface ProblemPart {
  readonly pointer: string;
  readonly detail: string;
  readonly code?: string;
  readonly remedy?: string;
}

export interface ProblemFacts {
  /** Stable, in capitals: what programs look at. */
  readonly code: string;
  readonly status: number;
  /** Default: the code in words. */
  readonly title?: string;
  /** What is wrong, for a person. */
  readonly detail: string;
  /** What to do next. */
  readonly remedy: string;
  readonly errors?: readonly ProblemPart[];
  /** Further members of the answer. */
  readonly extra?: Readonly<Record<string, unknown>>;
  /** Seconds; becomes the header Retry-After. */
  readonly retryAfterS?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Every error that the api answers on purpose; the filter writes it as RFC 9457 asks. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly facts: ProblemFacts,
    options?: ErrorOptions,
  ) {
    super(facts.detail, options);
  }

  get code(): string {
    return this.facts.code;
  }

  get status(): number {
    return this.facts.status;
  }

  /** For a person. */
  get title(): string {
    return this.facts.title ?? inWords(this.code);
  }

  /** The answer's body, media type application/problem+json, to the request of this path and name. */
  body(instance: string, requestId: string | null = null): object {
    const { code, status, detail, remedy, errors, extra } = this.facts;
    return {
      type: PROBLEM_BASE + code.toLowerCase().replaceAll('_', '-'),
      title: this.title,
      status,
      detail,
      code,
      remedy,
      ...(errors ? { errors } : {}),
      instance,
      ...(requestId === null ? {} : { requestId }),
      ...extra,
    };
  }

  headers(): Record<string, string> {
    const { headers, retryAfterS } = this.facts;
    return { ...headers, ...(retryAfterS === undefined ? {} : { 'Retry-After': String(retryAfterS) }) };
  }
}

function inWords(code: string): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
