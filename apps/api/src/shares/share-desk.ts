import { Inject, Injectable } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import { shareDecider, shareStream } from '@mizan/domain';
import type { CommandHandler, Outcome } from '@mizan/es';
import type { WriteOrder } from '../http/write';
import { actorOf, Envelopes } from '../ledger-access/envelopes';
import { COMMANDS } from '../ledger-access/tokens';
import { CaseAccess } from './case-access';
import type { ShareOrder } from './share.orders';

export interface ShareRecording {
  readonly write: WriteOrder;
  readonly order: ShareOrder;
  /** The case's id derives from the order itself: there is nothing to read unless it was sent before. */
  readonly opensStream?: boolean;
}

/** Hands orders to the decider in the caller's name. */
@Injectable()
export class ShareDesk {
  constructor(
    @Inject(COMMANDS) private readonly commands: CommandHandler,
    private readonly envelopes: Envelopes,
    private readonly access: CaseAccess,
  ) {}

  /** A step of an existing case. @throws Problem 404, and what CommandHandler.handle throws */
  async step(caller: Identity, idOrReference: string, step: ShareRecording) {
    const id = await this.access.idForOrder(caller, idOrReference);
    return { id, outcome: await this.record(caller, id, step) };
  }

  /** The first or a further order to the case with exactly this id. @throws what CommandHandler.handle throws */
  async record(
    caller: Identity,
    id: string,
    { write, order, opensStream = false }: ShareRecording,
  ): Promise<Outcome> {
    const actor = actorOf(caller);
    return this.commands.handle(shareDecider, {
      ...write,
      opensStream,
      stream: shareStream(id),
      metadata: await this.envelopes.of(caller),
      command: (now) => order({ now, actor }),
    });
  }
}
