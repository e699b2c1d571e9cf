import type { Decider } from './decider';
import type { Appended, Decoded, DomainEvent } from './events';
import { once } from './once';

/** The newest event of a stream: whether a stream is still the one that was folded shows at its id. */
export interface Tip {
  readonly id: string;
  readonly revision: bigint;
  readonly position: bigint;
}

/** What a stream folds to, as far as it was seen. */
export interface FoldedStream<S> {
  /** Folded when it is first asked for, so that nobody's answer waits for it. */
  readonly state: () => S;
  /** Null while nothing was seen. */
  readonly tip: Tip | null;
  /** Ids of the commands that wrote it. Shared by what the stream folds to later, so it may hold newer ones, too. */
  readonly commandIds: Set<string>;
}

/** What one order added to a stream. */
export interface Addition<E extends DomainEvent> {
  readonly commandId: string;
  readonly tip: Tip;
  readonly events: () => readonly Appended<E>[];
}

export function emptyStream<S>(initialState: S): FoldedStream<S> {
  return { state: () => initialState, tip: null, commandIds: new Set() };
}

/** Goes on with what was read of the stream behind its tip. */
export function foldRead<E extends DomainEvent, S>(
  decider: Decider<never, E, S>,
  { state, tip, commandIds }: FoldedStream<S>,
  events: readonly Decoded<E>[],
): FoldedStream<S> {
  const folded = foldOn(decider, state(), events);
  for (const { metadata } of events) commandIds.add(metadata.commandId);
  const last = events.at(-1);
  return { state: () => folded, tip: last ? tipOf(last) : tip, commandIds };
}

/** Goes on with what was appended. */
export function foldAppended<E extends DomainEvent, S>(
  decider: Decider<never, E, S>,
  { state, commandIds }: FoldedStream<S>,
  { commandId, tip, events }: Addition<E>,
): FoldedStream<S> {
  commandIds.add(commandId);
  return { state: once(() => foldOn(decider, state(), events())), tip, commandIds };
}

/** Without its content, which would stay as long as the stream is remembered. */
function tipOf({ id, revision, position }: Decoded): Tip {
  return { id, revision, position };
}

function foldOn<E extends DomainEvent, S>(
  decider: Decider<never, E, S>,
  state: S,
  events: readonly Appended<E>[],
): S {
  return events.reduce((folded, event) => decider.evolve(folded, event), state);
}
