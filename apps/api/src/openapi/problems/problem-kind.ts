import type { Described } from '../describe/described';

/** One kind of problem, as the document explains it. */
export interface ProblemKind {
  readonly status: number;
  /** Where the same code comes with another status too. */
  readonly orStatus?: number;
  /** An example of the sentence; the words of an answer may name more. */
  readonly detail: string;
  readonly remedy: string;
  /** True where `errors` names the faulty parts. */
  readonly errors?: true;
  /** Headers of the answer, by the names of the catalogue of headers. */
  readonly headers?: readonly string[];
  /** Members beside those that every problem has. */
  readonly extra?: Readonly<Record<string, Described<unknown>>>;
}

export type ProblemKinds<Code extends string> = Readonly<Record<Code, ProblemKind>>;

/** Keeps the codes as a type while checking what is said about each. */
export function problemKinds<const Code extends string>(kinds: ProblemKinds<Code>): ProblemKinds<Code> {
  return kinds;
}

export const RETRY = ['Retry-After'] as const;
