import { Inject, Injectable } from '@nestjs/common';
import { counterparty, type Identity, type Mechanism, type Party } from '@mizan/access';
import { referenceOf } from '@mizan/domain';
import { derivedId } from '@mizan/es';
import { Problem } from '../http/problem';
import type { WriteOrder } from '../http/write';
import { MECHANISM } from '../ledger-access/tokens';
import type { DraftShareDto } from './draft.dto';
import { ShareDesk } from './share-desk';
import { draftOrder } from './share.orders';

/** Opens cases: what the mechanism adds to a person's draft. */
@Injectable()
export class Drafts {
  constructor(
    @Inject(MECHANISM) private readonly mechanism: Mechanism,
    private readonly desk: ShareDesk,
  ) {}

  /** @throws Problem 403 NOT_A_PARTY, 422 RECIPIENT_UNKNOWN, and what CommandHandler.handle throws */
  async open(caller: Identity, dto: DraftShareDto, write: WriteOrder) {
    const party = this.partyOf(caller);
    const id = derivedId(write.commandId, 'share');
    const reference = referenceOf(party.casePrefix, id);
    const order = draftOrder(dto, {
      reference,
      mechanism: this.mechanism.id,
      recipient: this.recipientOf(party, dto.recipient),
      verificationWindow: this.mechanism.timers.verification,
    });
    return {
      id,
      reference,
      outcome: await this.desk.record(caller, id, { write, order, opensStream: true }),
    };
  }

  private partyOf(caller: Identity): Party {
    const party = this.mechanism.parties.find(({ id }) => id === caller.party);
    if (party) return party;
    throw new Problem({
      code: 'NOT_A_PARTY',
      status: 403,
      detail: `${caller.name} speaks for neither party of ${this.mechanism.name}.`,
      remedy: 'A liaison officer of one of the parties drafts a share.',
    });
  }

  private recipientOf(party: Party, asked: string | undefined): string {
    const other = counterparty(this.mechanism, party.id)?.id ?? '';
    if (asked === undefined || asked === other) return other;
    throw new Problem({
      code: 'RECIPIENT_UNKNOWN',
      status: 422,
      detail: `"${asked}" is not the other party of ${this.mechanism.name}.`,
      remedy: `Share with ${other}, or leave the recipient out.`,
      errors: [{ pointer: '/recipient', detail: `must be ${other}` }],
    });
  }
}
