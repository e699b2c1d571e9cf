import { instantOf, type Clock } from './clock';
import type { EventCodec } from './codec';
import { CommandRefused, StaleRevision } from './command-errors';
import { isRefusal, type Decider, type Decision } from './decider';
import { earlierOutcome } from './earlier-outcome';
import type { EventStore } from './event-store';
import type { Appended, Decoded, DomainEvent, NewEvent } from './events';
import { contentText, eventIdOf, jsonContent } from './ids';
import { once } from './once';
import { envelopeOf, type Order, type Outcome } from './order';
import { StateCache } from './state-cache';
import { WrongExpectedRevision } from './store-errors';
import { readHistory, StreamStates, type Basis } from './stream-states';

export interface CommandHandlerParts {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly clock: Clock;
  /** Default: one of its own. */
  readonly cache?: StateCache;
}

const conflictRetries = 8;

/** What is kept of an event that was appended: its contentText, which is parsed when somebody looks. */
interface Written {
  readonly id: string;
  readonly type: string;
  readonly content: string;
}

/** What an order appends. */
interface Encoded {
  readonly events: readonly NewEvent[];
  readonly written: readonly Written[];
}

/**
 * Decides on what it remembers of a stream and appends under the revision that it remembers: the store refuses what
 * rests on an old state. Everything but an append is answered only after asking the store, because an old state must
 * neither refuse an order nor miss that it was recorded before.
 */
export class CommandHandler {
  private readonly cache: StateCache;

  constructor(private readonly parts: CommandHandlerParts) {
    this.cache = parts.cache ?? new StateCache();
  }

  /**
   * A conflict is decided again on what came since, unless the caller named a revision.
   * @throws CommandRefused, StaleRevision, IdempotencyConflict, and the errors of the EventStore port
   */
  async handle<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, order: Order<C>): Promise<Outcome> {
    const states = new StreamStates<E, S>(decider, { ...this.parts, cache: this.cache });
    let basis = await this.begin(states, order);
    for (let conflicts = 0; ; conflicts++) {
      try {
        return await this.attempt(decider, order, { states, basis });
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || conflicts >= conflictRetries) throw error;
        basis = await this.newer(states, order.stream, basis);
      }
    }
  }

  /** Every event of a stream, decoded, oldest first.
   * @throws UndecodableEvent also for a type that is unknown */
  history<E extends DomainEvent>(stream: string): Promise<Decoded<E>[]> {
    return readHistory<E>(this.parts, stream);
  }

  private async begin<E extends DomainEvent, S>(
    states: StreamStates<E, S>,
    { stream, opensStream }: Order<unknown>,
  ): Promise<Basis<S>> {
    const folded = states.remembered(stream) ?? (opensStream ? states.empty : null);
    return folded ? { folded, fresh: false } : states.read(stream, states.empty);
  }

  /** Another order of this process may have been the faster one: then what it appended is remembered already. */
  private async newer<E extends DomainEvent, S>(
    states: StreamStates<E, S>,
    stream: string,
    { folded }: Basis<S>,
  ): Promise<Basis<S>> {
    const remembered = states.remembered(stream);
    const isNewer = (remembered?.tip?.revision ?? -1n) > (folded.tip?.revision ?? -1n);
    return remembered && isNewer ? { folded: remembered, fresh: false } : states.read(stream, folded);
  }

  private async attempt<C, E extends DomainEvent, S>(
    decider: Decider<C, E, S>,
    order: Order<C>,
    { states, basis }: { readonly states: StreamStates<E, S>; readonly basis: Basis<S> },
  ): Promise<Outcome> {
    const now = instantOf(this.parts.clock.now());
    const { folded } = basis;
    const known = folded.commandIds.has(order.commandId) || isMoved(order, folded.tip);
    const decision: Decision<E> = known ? [] : decider.decide(order.command(now), folded.state());
    if (!isRefusal(decision) && decision.length > 0)
      return this.append(order, this.encoded(order, decision, now), { states, basis });
    if (basis.fresh) return this.answer(order, decision, basis);
    return this.attempt(decider, order, { states, basis: await states.read(order.stream, folded) });
  }

  /** The answer where nothing is appended. `decision` is empty where the order was recorded before, or names an old revision. */
  private async answer<E extends DomainEvent>(
    order: Order<unknown>,
    decision: Decision<E>,
    { folded: { tip, commandIds } }: Basis<unknown>,
  ): Promise<Outcome> {
    if (commandIds.has(order.commandId)) {
      const earlier = earlierOutcome(await this.history(order.stream), order);
      if (earlier) return earlier;
    }
    if (isMoved(order, tip)) throw new StaleRevision(tip?.revision ?? null, await this.since(order));
    if (isRefusal(decision)) throw new CommandRefused(decision);
    const [revision, position] = [tip?.revision ?? null, tip?.position ?? null];
    return { revision, position, recorded: 0, events: () => [], repeated: true };
  }

  private since({ stream, expectedRevision = -1n }: Order<unknown>): Promise<Decoded[]> {
    return readHistory(this.parts, stream, expectedRevision < 0n ? 0n : expectedRevision + 1n);
  }

  private async append<E extends DomainEvent, S>(
    { stream, commandId }: Order<unknown>,
    { events, written }: Encoded,
    { states, basis: { folded } }: { readonly states: StreamStates<E, S>; readonly basis: Basis<S> },
  ): Promise<Outcome> {
    const expected = folded.tip?.revision ?? 'no_stream';
    const { revision, position } = await this.parts.store.append(stream, events, expected);
    const tip = { id: written.at(-1)?.id ?? '', revision, position };
    const recorded = recordedLater<E>(written, stream, revision);
    states.remember(stream, folded, { commandId, tip, events: recorded });
    return { revision, position, recorded: written.length, events: recorded, repeated: false };
  }

  private encoded(order: Order<unknown>, facts: readonly DomainEvent[], now: string): Encoded {
    const envelope = envelopeOf(order, now);
    const events: NewEvent[] = [];
    const written: Written[] = [];
    for (const fact of facts) {
      const { type, contentType, data, metadata } = this.parts.codec.encode(fact, '', envelope);
      const json = jsonContent({ data, metadata });
      const content = contentText(json);
      const id = eventIdOf(order.commandId, events.length, content);
      events.push({ id, type, contentType, data, metadata, json });
      written.push({ id, type, content });
    }
    return { events, written };
  }
}

function isMoved({ expectedRevision }: Order<unknown>, tip: { readonly revision: bigint } | null): boolean {
  return expectedRevision !== undefined && expectedRevision !== (tip?.revision ?? null);
}

function recordedLater<E extends DomainEvent>(
  written: readonly Written[],
  stream: string,
  last: bigint,
): () => readonly Appended<E>[] {
  const first = last - BigInt(written.length - 1);
  return once(() => written.map((each, index) => asRecorded<E>(each, stream, first + BigInt(index))));
}

/** As the store will give it back: what JSON leaves out, or turns into a plain object, must not be in a state. */
function asRecorded<E extends DomainEvent>(
  { id, type, content }: Written,
  stream: string,
  revision: bigint,
): Appended<E> {
  const [data, metadata] = JSON.parse(content) as unknown[];
  return { id, type, data, metadata, stream, revision } as Appended<E>;
}
