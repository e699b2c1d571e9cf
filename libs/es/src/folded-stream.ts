import type { Decider } from './decider';
import type { Appended, DomainEvent } from './events';

/** The newest event of a stream: whether a stream is still the one that was folded shows at its id. */
export interface Tip {
  readonly id: string;
  readonly revision: bigint;
  readonly position: bigint;
}

/** What a stream folds to, as far as it was seen. */
export interface FoldedStream<S> {
  readonly state: S;
  /** Null while nothing was seen. */
  readonly tip: Tip | null;
  /** Ids of the commands that wrote it. Shared by what the stream folds to later, so it may hold newer ones, too. */
  readonly commandIds: Set<string>;
}

export function emptyStream<S>(initialState: S): FoldedStream<S> {
  return { state: initialState, tip: null, commandIds: new Set() };
}

/** Goes on with what one append added; `position` is that of the last of its events. */
export function foldAppended<E extends DomainEvent, S>(
  decider: Decider<never, E, S>,
  { state, tip, commandIds }: FoldedStream<S>,
  { events, position }: { readonly events: readonly Appended<E>[]; readonly position: bigint },
): FoldedStream<S> {
  const last = events.at(-1);
  for (const { metadata } of events) commandIds.add(metadata.commandId);
  return {
    state: events.reduce((folded, event) => decider.evolve(folded, event), state),
    tip: last ? { id: last.id, revision: last.revision, position } : tip,
    commandIds,
  };
}
