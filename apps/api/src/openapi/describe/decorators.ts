import { SetMetadata } from '@nestjs/common';
import type { JsonSchema } from '@mizan/domain';
import type { ProblemCode } from '../problems/catalogue';
import type { Described } from './described';

/** What a route uses, and thus which faults below can become its answer. */
export type Dependency = 'store' | 'history' | 'read-models' | 'control' | 'disk';

export interface RouteWords {
  /** Name of the operation, unique in the api: what generated clients call it. */
  readonly id: string;
  /** A short sentence without a full stop. */
  readonly summary: string;
  readonly detail?: string;
  /** The body of success; left out where `media` says that it is no JSON, or where there is none. */
  readonly answer?: Described<unknown>;
  /** Media type of the body of success, and what is in it, where it is not JSON. */
  readonly media?: { readonly type: string; readonly example: string };
  /** Media type that the route reads, where it is not JSON, with the beginning of such a body. */
  readonly reads?: { readonly type: string; readonly example: string };
  /** Problems beside those that follow from the route's guard, parameters, headers and dependencies. */
  readonly problems?: readonly ProblemCode[];
  readonly uses?: readonly Dependency[];
  /** When the answer is 303 instead, and where it leads. */
  readonly elsewhere?: string;
  /** Headers of success, by the names of the catalogue of headers. */
  readonly headers?: readonly string[];
  /** Query parameters that no DTO describes. */
  readonly query?: Readonly<Record<string, JsonSchema & { readonly required?: boolean }>>;
  /** Headers of the request beside those that the route's parameters imply, by the names of the catalogue. */
  readonly asks?: readonly string[];
}

export interface SectionWords {
  readonly name: string;
  readonly about: string;
  /** What the parameters of the paths are. */
  readonly path?: Readonly<Record<string, JsonSchema>>;
}

export const ROUTE_WORDS = 'mizan:openapi:route';
export const SECTION_WORDS = 'mizan:openapi:section';

/**
 * Describes a route for the api's document. Its path, status, guard, body, query, headers and the problems that follow
 * from them are read off the route itself: only what cannot be seen there is said here.
 */
export const Describe = (words: RouteWords) => SetMetadata(ROUTE_WORDS, words);

/** Describes a controller: the section its routes stand in. */
export const Section = (words: SectionWords) => SetMetadata(SECTION_WORDS, words);
