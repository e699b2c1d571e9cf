import { isDeepStrictEqual, inspect } from 'node:util';
import { isRefusal, type Decider, type Decoded, type Decision, type DomainEvent } from '@mizan/es';

/** Facts of the past, as a specification writes them: envelope fields that matter to it, the rest is filled in; long ago. */
export type PastEvent<E extends DomainEvent> = E & { readonly id?: string; readonly metadata?: object };

/** `given(decider, ...past).when(command).then(...facts)`: ordered, deep and strict, dates included. */
export function given<C, E extends DomainEvent, S>(
  decider: Decider<C, E, S>,
  ...past: readonly PastEvent<E>[]
): When<C, E> {
  const state = past.reduce(
    (folded, event, index) => decider.evolve(folded, recorded(event, index)),
    decider.initialState,
  );
  return { when: (command) => new Verdict(decider.decide(command, state)) };
}

export interface When<C, E extends DomainEvent> {
  when(command: C): Verdict<E>;
}

/** What the decider answered. Each assertion throws a readable difference. */
export class Verdict<E extends DomainEvent> {
  constructor(readonly decision: Decision<E>) {}

  then(...facts: readonly E[]): void {
    if (!isDeepStrictEqual(this.decision, facts)) fail('these facts', facts, this.decision);
  }

  thenNothing(): void {
    this.then();
  }

  thenRefused(code: string): void {
    if (!isRefusal(this.decision) || this.decision.refused !== code) fail('the refusal', code, this.decision);
    const { detail, remedy } = this.decision;
    if (detail.trim() === '' || remedy.trim() === '')
      fail('a refusal that explains itself', code, this.decision);
  }
}

function recorded<E extends DomainEvent>(event: PastEvent<E>, index: number): Decoded<E> {
  const recordedAt = '1970-01-01T00:00:00.000Z';
  const envelope = { version: 1, recordedAt, commandId: '', correlationId: '', causationId: '' };
  return {
    id: `given-${index}`,
    stream: 'given',
    ...event,
    revision: BigInt(index),
    position: BigInt(index),
    metadata: { ...envelope, ...event.metadata },
  };
}

function fail(what: string, expected: unknown, actual: unknown): never {
  const show = (value: unknown) => inspect(value, { depth: null, sorted: true });
  throw new Error(`Expected ${what}:\n${show(expected)}\nbut the decision was:\n${show(actual)}`);
}
