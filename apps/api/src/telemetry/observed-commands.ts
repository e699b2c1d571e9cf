import {
  CommandHandler,
  type CommandHandlerParts,
  type Decider,
  type DomainEvent,
  type Order,
  type Outcome,
} from '@mizan/es';
import type { Tracing } from '@mizan/runtime';

/** The same handler; every order is a span, which says how many events it recorded. */
export class ObservedCommands extends CommandHandler {
  constructor(
    parts: CommandHandlerParts,
    private readonly tracing: Tracing,
  ) {
    super(parts);
  }

  override handle<C, E extends DomainEvent, S>(decider: Decider<C, E, S>, order: Order<C>): Promise<Outcome> {
    // The stream's kind only: `share`, `strike`.
    const name = `order ${order.stream.split('-', 1)[0] ?? ''}`;
    return this.tracing.within(
      { name, attributes: { 'mizan.command_id': order.commandId } },
      async (span) => {
        const outcome = await super.handle(decider, order);
        span.set('mizan.recorded', outcome.recorded);
        return outcome;
      },
    );
  }
}
