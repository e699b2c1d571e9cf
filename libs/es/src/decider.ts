import type { Appended, DomainEvent } from './events';

/** A refusal by the domain: a stable code, what is wrong, and what to do next. */
export interface Refusal {
  readonly refused: string;
  readonly detail: string;
  readonly remedy: string;
}

/** Facts in order (none: the command has nothing to add), or a refusal. */
export type Decision<E extends DomainEvent> = readonly E[] | Refusal;

/** A pure aggregate: `decide` takes everything it needs in the command, `evolve` can neither fail nor mutate. */
export interface Decider<C, E extends DomainEvent, S> {
  readonly initialState: S;
  decide(command: C, state: S): Decision<E>;
  evolve(state: S, event: Appended<E>): S;
}

export function isRefusal<E extends DomainEvent>(decision: Decision<E>): decision is Refusal {
  return 'refused' in decision;
}
