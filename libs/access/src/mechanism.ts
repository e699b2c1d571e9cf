import type { Identity } from './identity';
import type { SignIn } from './sign-in/sign-in';

/** One of the two sides. `casePrefix` opens the human reference of the cases it shares. */
export interface Party {
  readonly id: string;
  readonly name: string;
  readonly casePrefix: string;
  readonly liaisonOffice: string | null;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A border crossing. Position in WGS 84 degrees; null where no coordinate has been published. */
export interface Crossing extends Named {
  readonly lat: number | null;
  readonly lon: number | null;
  /** Radius within which the true place lies, in metres. */
  readonly precisionM: number | null;
  readonly method: string;
}

/** ISO 8601 durations such as `P3D` or `PT24H`: what a mechanism allows for each step when a case says nothing. */
export const TIMER_NAMES = [
  'receipt',
  'triage',
  'action',
  'evidence',
  'verification',
  'dispute',
  'review',
] as const;

export type Timers = Readonly<Record<(typeof TIMER_NAMES)[number], string>>;

/** A part of the file that stands in for something nobody has published. Screens show the note beside the value. */
export interface Placeholder {
  /** Dotted path of the part, such as `timers` or `parties.0.liaisonOffice`. */
  readonly path: string;
  readonly note: string;
}

/** The rules of one pair of parties, all of them data. */
export interface Mechanism {
  readonly id: string;
  readonly name: string;
  readonly parties: readonly [Party, Party];
  readonly facilitators: readonly Named[];
  readonly committees: readonly Named[];
  readonly sectors: readonly Named[];
  readonly crossings: readonly Crossing[];
  readonly timers: Timers;
  readonly personas: readonly Identity[];
  /** What the claims of a provider that signs people in mean; the personas have no part in it. */
  readonly signIn: SignIn;
  readonly placeholders: readonly Placeholder[];
}

/** The other side of `party`; null when `party` is not one of the two. */
export function counterparty(mechanism: Mechanism, party: string): Party | null {
  const [first, second] = mechanism.parties;
  if (party === first.id) return second;
  return party === second.id ? first : null;
}

/** The persona of this id, or null. */
export function personaOf(mechanism: Mechanism, id: string): Identity | null {
  return mechanism.personas.find((persona) => persona.id === id) ?? null;
}
