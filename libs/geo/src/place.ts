export const PLACE_FORMATS = ['MGRS', 'DMS', 'DDM', 'DD', 'UTM'] as const;
export type PlaceFormat = (typeof PLACE_FORMATS)[number];

/** What a person wrote, and what they say about it. */
export interface PlaceInput {
  /** A position as people write them: MGRS, UTM, degrees with minutes and seconds, decimal degrees. */
  readonly input: string;
  /** Recognised when absent; a mismatch with what is written is a problem, not a guess. */
  readonly format?: PlaceFormat;
  /** Default WGS84. See DATUM_NAMES. */
  readonly datum?: string;
  /** Uncertainty radius around the position, metres. */
  readonly radiusM?: number;
  readonly method?: string;
  /** RFC 3339 instant. */
  readonly collectedAt?: string;
  readonly name?: string;
  /** Who is said to hold the place: asserted, never computed from the position. */
  readonly controlledBy?: string;
}

export interface Place {
  /** Exactly as given. */
  readonly verbatim: string;
  readonly format: PlaceFormat;
  readonly datum: string;
  /** WGS 84 decimal degrees; for an MGRS or UTM square its south-west corner. */
  readonly lat: number;
  readonly lon: number;
  /** What the notation itself resolves, metres; for a square the length of its side. */
  readonly precisionM: number;
  readonly radiusM: number | null;
  /** The square of 1 m … 100 km that holds the position: truncated, never finer than the notation. */
  readonly mgrs: string;
  readonly method: string | null;
  readonly collectedAt: string | null;
  readonly name: string | null;
  readonly controlledBy: string | null;
}

/** Stable code, what is wrong, what to do about it. */
export interface PlaceProblem {
  readonly code: string;
  readonly detail: string;
  readonly remedy: string;
}

export type PlaceResult = { readonly place: Place } | { readonly problem: PlaceProblem };

/** A position as one of the notations reads it, before datum and squares. */
export interface Fix {
  readonly format: PlaceFormat;
  readonly lat: number;
  readonly lon: number;
  readonly precisionM: number;
  /** Set where the notation itself is a square. */
  readonly mgrs: string | null;
}

export type FixResult = { readonly fix: Fix } | { readonly problem: PlaceProblem };

export function problem(code: string, detail: string, remedy: string): { readonly problem: PlaceProblem } {
  return { problem: { code, detail, remedy } };
}
