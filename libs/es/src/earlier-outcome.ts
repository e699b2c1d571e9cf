import { IdempotencyConflict } from './command-errors';
import type { Decoded } from './events';
import type { Order, Outcome } from './order';

/** What this order recorded before; null when it is new. @throws IdempotencyConflict */
export function earlierOutcome(history: readonly Decoded[], order: Order<unknown>): Outcome | null {
  const events = history.filter((event) => event.metadata.commandId === order.commandId);
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last) return null;
  if (first.metadata.bodyHash !== order.bodyHash) throw new IdempotencyConflict(order.commandId);
  const { revision, position } = last;
  return { revision, position, recorded: events.length, events: () => events, repeated: true };
}
