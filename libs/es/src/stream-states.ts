import { UndecodableEvent, type EventCodec } from './codec';
import type { Decider } from './decider';
import type { EventStore } from './event-store';
import type { Decoded, DomainEvent } from './events';
import { emptyStream, foldAppended, foldRead, type Addition, type FoldedStream } from './folded-stream';
import type { StateCache } from './state-cache';

/** What a decision rests on. `fresh`: the store was asked; else the stream may have gone on meanwhile. */
export interface Basis<S> {
  readonly folded: FoldedStream<S>;
  readonly fresh: boolean;
}

export interface StreamStatesParts {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly cache: StateCache;
}

/** The states of one decider's streams: as they are remembered, and as the store has them. */
export class StreamStates<E extends DomainEvent, S> {
  constructor(
    private readonly decider: Decider<never, E, S>,
    private readonly parts: StreamStatesParts,
  ) {}

  get empty(): FoldedStream<S> {
    return emptyStream(this.decider.initialState);
  }

  /** Null when the stream is not remembered. */
  remembered(stream: string): FoldedStream<S> | null {
    return this.parts.cache.get<S>(this.decider, stream);
  }

  /** What the stream is after an append of this process to `folded`. */
  remember(stream: string, folded: FoldedStream<S>, addition: Addition<E>): void {
    this.parts.cache.put(this.decider, stream, foldAppended(this.decider, folded, addition));
  }

  /**
   * The stream as the store has it. Reads on from the newest event that is known: if that is another one by now, or is
   * gone, then so is the stream that was folded, and it is read from its beginning.
   */
  async read(stream: string, known: FoldedStream<S>): Promise<Basis<S>> {
    const { decider, parts } = this;
    const events = await readHistory<E>(parts, stream, known.tip?.revision);
    if (known.tip && known.tip.id !== events[0]?.id) {
      parts.cache.forget(stream);
      return this.read(stream, this.empty);
    }
    const folded = foldRead(decider, known, known.tip ? events.slice(1) : events);
    parts.cache.put(decider, stream, folded);
    return { folded, fresh: true };
  }
}

/** A stream's events from a revision on, decoded, oldest first. @throws UndecodableEvent also for a type that is unknown */
export async function readHistory<E extends DomainEvent>(
  { store, codec }: Pick<StreamStatesParts, 'store' | 'codec'>,
  stream: string,
  from = 0n,
): Promise<Decoded<E>[]> {
  const events: Decoded<E>[] = [];
  for await (const stored of store.readStream(stream, { from })) {
    const event = codec.decode(stored);
    // Deciding on a history that is only half understood would be worse than not deciding.
    if (!event)
      throw new UndecodableEvent(stored, [`type ${stored.type} is unknown to this version of Mizan`]);
    events.push(event as Decoded<E>);
  }
  return events;
}
