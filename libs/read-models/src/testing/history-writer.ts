import { eventDefinitions } from '@mizan/domain';
import { derivedId, EventCodec, instantOf, type Decoded, type RecordedEvent } from '@mizan/es';

/** What both sides of `decide` look like to a history: the deciders of all three kinds of stream. */
export interface HistoryDecider<C, E, S> {
  readonly initialState: S;
  decide(command: C, state: S): readonly E[] | { readonly refused: string };
  evolve(state: S, event: never): S;
}

interface Fact {
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: object;
}

const namespace = '3c6f0a52-8a0b-4a39-9f43-0a6b1f0c7d11';
const actorless = { id: 'system', party: null, role: 'System' };

/** Writes what deciders decide, as the command handler does, without a store. */
export class HistoryWriter {
  readonly events: RecordedEvent[] = [];
  readonly codec = new EventCodec(eventDefinitions);
  now = Date.UTC(2026, 8, 1);
  private readonly states = new Map<string, unknown>();
  private readonly revisions = new Map<string, bigint>();
  private orders = 0;

  stateOf<S>(decider: { readonly initialState: S }, stream: string): S {
    return (this.states.get(stream) ?? decider.initialState) as S;
  }

  /** Nothing is written when the domain refuses. */
  order<C extends { readonly actor?: object }, E extends Fact, S>(
    decider: HistoryDecider<C, E, S>,
    stream: string,
    command: C,
  ): void {
    const decision = decider.decide(command, this.stateOf(decider, stream));
    if ('refused' in decision) return;
    const commandId = derivedId(namespace, String(this.orders++));
    decision.forEach((fact, index) => {
      const event = this.record(fact, {
        stream,
        id: derivedId(commandId, String(index)),
        commandId,
        actor: command.actor,
      });
      this.states.set(stream, decider.evolve(this.stateOf(decider, stream), event as never));
    });
  }

  private record(
    fact: Fact,
    {
      stream,
      id,
      commandId,
      actor = actorless,
    }: { stream: string; id: string; commandId: string; actor?: object | undefined },
  ): Decoded | null {
    const revision = (this.revisions.get(stream) ?? -1n) + 1n;
    const position = BigInt(this.events.length + 1) * 128n;
    const envelope = {
      recordedAt: instantOf(this.now),
      commandId,
      correlationId: commandId,
      causationId: commandId,
      actor,
      exercise: true,
    };
    const event = { ...this.codec.encode(fact, id, envelope), stream, revision, position };
    this.revisions.set(stream, revision);
    this.events.push(event);
    return this.codec.decode(event);
  }
}
