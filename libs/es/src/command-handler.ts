import { instantOf, type Clock } from './clock';
import { UndecodableEvent, type EventCodec } from './codec';
import { CommandRefused, IdempotencyConflict, StaleRevision } from './command-errors';
import { isRefusal, type Decider } from './decider';
import type { EventStore } from './event-store';
import type { Decoded, DomainEvent, EventMetadata } from './events';
import { eventIdOf } from './ids';
import { WrongExpectedRevision } from './store-errors';

/** One order to one stream. Repeating it with the same `commandId` gives the first answer again. */
export interface Order<C> {
  readonly stream: string;
  /** UUID; event ids derive from it. */
  readonly commandId: string;
  /** Hash of the request; another one under the same `commandId` is an IdempotencyConflict. */
  readonly bodyHash?: string;
  /** If-Match: with it a conflict is never retried. */
  readonly expectedRevision?: bigint;
  /** Who, under which rubric, caused by what: goes into every event's envelope. */
  readonly metadata: {
    readonly correlationId?: string;
    readonly causationId?: string;
    readonly [key: string]: unknown;
  };
  /** Builds the command for the instant at which it is decided. */
  readonly command: (now: string) => C;
}

export interface Outcome {
  /** Null only when the stream is still empty. */
  readonly revision: bigint | null;
  readonly position: bigint | null;
  /** What this order recorded, also when it did so earlier. Only the last one's position is known: it is `position`. */
  readonly events: readonly Omit<Decoded, 'position'>[];
  readonly repeated: boolean;
}

export interface CommandHandlerParts {
  readonly store: EventStore;
  readonly codec: EventCodec;
  readonly clock: Clock;
}

const conflictRetries = 8;

/** Reads, decides, appends under the expected revision; retries a conflict unless the caller named a revision. */
export class CommandHandler {
  constructor(private readonly parts: CommandHandlerParts) {}

  /** @throws CommandRefused, StaleRevision, IdempotencyConflict, and the errors of the EventStore port */
  async handle<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, order: Order<C>): Promise<Outcome> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.attempt(decider, order);
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || attempt >= conflictRetries) throw error;
      }
    }
  }

  /** Every event of a stream, decoded, oldest first.
   * @throws UndecodableEvent also for a type that is unknown */
  async history<E extends DomainEvent>(stream: string): Promise<Decoded<E>[]> {
    const events: Decoded<E>[] = [];
    for await (const stored of this.parts.store.readStream(stream)) {
      const event = this.parts.codec.decode(stored);
      // Deciding on a history that is only half understood would be worse than not deciding.
      if (!event)
        throw new UndecodableEvent(stored, [`type ${stored.type} is unknown to this version of Mizan`]);
      events.push(event as Decoded<E>);
    }
    return events;
  }

  private async attempt<C, E extends DomainEvent, S>(
    decider: Decider<C, E, S>,
    order: Order<C>,
  ): Promise<Outcome> {
    const history = await this.history<E>(order.stream);
    const earlier = earlierOutcome(history, order);
    if (earlier) return earlier;
    assertFresh(history, order.expectedRevision);
    const now = instantOf(this.parts.clock.now());
    const state = history.reduce((folded, event) => decider.evolve(folded, event), decider.initialState);
    const decision = decider.decide(order.command(now), state);
    if (isRefusal(decision)) throw new CommandRefused(decision);
    if (decision.length === 0) return { ...tip(history), events: [], repeated: true };
    return this.append(order, decision, { history, now });
  }

  private async append<C>(
    order: Order<C>,
    decision: readonly DomainEvent[],
    { history, now }: { history: readonly Decoded[]; now: string },
  ): Promise<Outcome> {
    const envelope = envelopeOf(order, now);
    const events = decision.map((event, index) =>
      this.parts.codec.encode(event, eventIdOf(order.commandId, index), envelope),
    );
    const last = history.at(-1)?.revision;
    const { revision, position } = await this.parts.store.append(order.stream, events, last ?? 'no_stream');
    const first = revision - BigInt(events.length - 1);
    const recorded = events.map((event, index) => ({
      ...event,
      metadata: event.metadata as EventMetadata,
      stream: order.stream,
      revision: first + BigInt(index),
    }));
    return { revision, position, events: recorded, repeated: false };
  }
}

function envelopeOf(order: Order<unknown>, now: string): Omit<EventMetadata, 'version'> {
  return {
    ...order.metadata,
    recordedAt: now,
    commandId: order.commandId,
    ...(order.bodyHash === undefined ? {} : { bodyHash: order.bodyHash }),
    correlationId: order.metadata.correlationId ?? order.commandId,
    causationId: order.metadata.causationId ?? order.commandId,
  };
}

function tip(history: readonly Decoded[]): Pick<Outcome, 'revision' | 'position'> {
  const last = history.at(-1);
  return { revision: last?.revision ?? null, position: last?.position ?? null };
}

function earlierOutcome(history: readonly Decoded[], order: Order<unknown>): Outcome | null {
  const events = history.filter((event) => event.metadata.commandId === order.commandId);
  const first = events[0];
  if (!first) return null;
  if (first.metadata.bodyHash !== order.bodyHash) throw new IdempotencyConflict(order.commandId);
  return { ...tip(events), events, repeated: true };
}

function assertFresh(history: readonly Decoded[], expected: bigint | undefined): void {
  if (expected === undefined) return;
  const current = history.at(-1)?.revision ?? null;
  if (current === expected) return;
  throw new StaleRevision(
    current,
    history.filter((event) => event.revision > expected),
  );
}
