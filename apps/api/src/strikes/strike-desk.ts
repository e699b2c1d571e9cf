import { Inject, Injectable } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import { strikeDecider, strikeStream, type Actor, type CaseLink, type StrikeCommand } from '@mizan/domain';
import type { CommandHandler, Outcome } from '@mizan/es';
import { Problem } from '../http/problem';
import type { WriteOrder } from '../http/write';
import { actorOf, Envelopes } from '../ledger-access/envelopes';
import { COMMANDS } from '../ledger-access/tokens';
import { CaseAccess } from '../shares/case-access';

/** A command without who and when. */
export type StrikeOrder = (given: { readonly now: string; readonly actor: Actor }) => StrikeCommand;

/** Hands orders about strikes to the decider in the caller's name. */
@Injectable()
export class StrikeDesk {
  constructor(
    @Inject(COMMANDS) private readonly commands: CommandHandler,
    private readonly envelopes: Envelopes,
    private readonly cases: CaseAccess,
  ) {}

  /** @throws what CommandHandler.handle throws */
  async record(
    caller: Identity,
    id: string,
    { write, order }: { write: WriteOrder; order: StrikeOrder },
  ): Promise<Outcome> {
    const actor = actorOf(caller);
    return this.commands.handle(strikeDecider, {
      ...write,
      stream: strikeStream(id),
      metadata: await this.envelopes.of(caller),
      command: (now) => order({ now, actor }),
    });
  }

  /** @throws Problem 404 where the caller may not know of the case, 409 while it is a draft */
  async linkTo(caller: Identity, idOrReference: string, reason: string): Promise<CaseLink> {
    const { id, sharer, recipient, state } = await this.cases.forOrder(caller, idOrReference);
    if (state !== 'Draft') return { caseId: id, parties: [sharer, recipient], reason };
    throw new Problem({
      code: 'NOT_DELIVERED',
      status: 409,
      detail: 'The case is a draft: the other side does not know of it, so no strike can answer it.',
      remedy: 'Record the strike without a case, or link it once the case is released.',
    });
  }
}
