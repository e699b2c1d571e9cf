import { SYSTEM } from '@mizan/access';
import { shareDecider, shareStream, toMillis, type RecordDeadline, type ShareEvent } from '@mizan/domain';
import {
  CommandRefused,
  type Clock,
  type CommandHandler,
  type Decoded,
  type Order,
  type Outcome,
} from '@mizan/es';
import type { ShareCommand } from '@mizan/domain';

export interface RecordDeadlineParts {
  readonly handler: CommandHandler;
  readonly clock: Clock;
}

const actor = { id: SYSTEM.id, party: SYSTEM.party, role: SYSTEM.role };

/**
 * Asks the case to record that its deadline passed. Null when the case refuses, which is final: it was acted,
 * returned or withdrawn meanwhile. @throws what the command handler throws; then trying again is right
 */
export async function recordDeadline(
  { handler, clock }: RecordDeadlineParts,
  command: RecordDeadline,
  order: Pick<Order<ShareCommand>, 'commandId'> & { readonly correlationId?: string },
): Promise<Outcome | null> {
  const stream = shareStream(command.caseId);
  const history = await handler.history<ShareEvent>(stream);
  try {
    return await handler.handle(shareDecider, {
      stream,
      commandId: order.commandId,
      metadata: { ...envelopeOf(history, command.due), ...correlation(order.correlationId) },
      command: (now): ShareCommand => ({ type: 'RecordDeadlineMissed', now, actor, due: command.due }),
    });
  } catch (error) {
    // A clock that was set back after the timer fired makes the case say "not yet": that is no final answer.
    if (error instanceof CommandRefused && clock.now() >= toMillis(command.due)) return null;
    throw error;
  }
}

/** Caused by the fact that set the deadline; an exercise stays one. */
function envelopeOf(history: readonly Decoded<ShareEvent>[], due: string): Order<ShareCommand>['metadata'] {
  const cause = history.findLast((event) => event.type === 'DeadlineSet' && event.data.due === due);
  const exercise = history[0]?.metadata['exercise'] === true;
  return { actor, ...(cause ? { causationId: cause.id } : {}), ...(exercise ? { exercise } : {}) };
}

function correlation(correlationId: string | undefined): Order<ShareCommand>['metadata'] {
  return correlationId === undefined ? {} : { correlationId };
}
