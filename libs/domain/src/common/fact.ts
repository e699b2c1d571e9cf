import { instant, nullable, object, oneOf, text, titled, type Of, type Shape } from './shape';

/** Who speaks: `party` is null for facilitators, verifiers, registrar, System. `id` names the identity. */
export interface Actor {
  readonly id: string;
  readonly party: string | null;
  readonly role: string;
}

/** When something is asserted to have happened: a closed interval in UTC, as precise as the assertion was. */
export const assertedTime = titled(
  'AssertedTime',
  object({
    from: instant,
    to: instant,
    precision: oneOf('millisecond', 'second', 'minute', 'hour', 'day'),
    verbatim: text,
    offset: nullable(text),
  }),
);
export type AssertedTime = Of<typeof assertedTime>;

/** What a fact says about itself beside its data. Deciders set these, the envelope keeps them. */
export interface Assertions {
  readonly occurredAt?: AssertedTime;
  readonly marking?: { readonly tlp: string };
  /** Event id that this fact corrects or challenges. */
  readonly corrects?: string;
}

/** The part of a recorded event's envelope that the domain looks at; `actor` and `exercise` are among the rest. */
export interface FactMetadata extends Assertions {
  readonly recordedAt: string;
  readonly [assertion: string]: unknown;
}

/** Id of the identity that recorded the fact; empty when its envelope names none. */
export function authorOf({ actor }: FactMetadata): string {
  return typeof actor === 'object' && actor !== null && 'id' in actor ? String(actor.id) : '';
}

export type Catalogue = Readonly<Record<string, Shape<unknown>>>;

/** Union of the facts of a catalogue, as a decider returns them. */
export type FactOf<C extends Catalogue> = {
  [T in keyof C & string]: { readonly type: T; readonly data: Of<C[T]>; readonly metadata?: Assertions };
}[keyof C & string];

/** A fact with its envelope, as it is folded. */
export type Recorded<F> = F & { readonly id: string; readonly metadata: FactMetadata };

/** Wire definitions of a catalogue whose types all have one shape so far. */
export function definitionsOf(
  catalogue: Catalogue,
): readonly { readonly type: string; readonly shapes: readonly Shape<unknown>[] }[] {
  return Object.entries(catalogue).map(([type, shape]) => ({ type, shapes: [shape] }));
}
