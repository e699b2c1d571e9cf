import { Inject, Injectable } from '@nestjs/common';
import { sightOf, type Identity } from '@mizan/access';
import { foldStrike, strikeStream, type StrikeEvent, type StrikeView } from '@mizan/domain';
import type { CommandHandler } from '@mizan/es';
import { StrikeQueries, type StrikeRow } from '@mizan/read-models';
import { Problem } from '../http/problem';
import { isUuid } from '../http/uuid';
import { COMMANDS } from '../ledger-access/tokens';

/** Finds strikes for people: what somebody may not see does not exist for them. */
@Injectable()
export class StrikeAccess {
  constructor(
    private readonly strikes: StrikeQueries,
    @Inject(COMMANDS) private readonly commands: CommandHandler,
  ) {}

  /** As it was known at `asOf`. @throws Problem 404 STRIKE_UNKNOWN */
  async read(caller: Identity, id: string, asOf: bigint | null): Promise<StrikeRow> {
    const row = isUuid(id) ? await this.strikes.find(id, asOf) : null;
    if (row && mayKnow(caller, row.view)) return row;
    throw unknownStrike(id);
  }

  /** For orders: the read side may be behind, the ledger is not. @throws Problem 404 STRIKE_UNKNOWN */
  async forOrder(caller: Identity, id: string): Promise<StrikeView> {
    const view = isUuid(id) ? await this.newest(id.toLowerCase()) : null;
    if (view && mayKnow(caller, view)) return view;
    throw unknownStrike(id);
  }

  private async newest(id: string): Promise<StrikeView | null> {
    const row = await this.strikes.find(id, null);
    if (row) return row.view;
    const events = await this.commands.history<StrikeEvent>(strikeStream(id));
    return events.reduce<StrikeView | null>((view, event) => foldStrike(view, event, id), null);
  }
}

/** A strike is a matter of its two parties and of those who see every released case; it is never marked more openly. */
export function mayKnow(caller: Identity, { by, against }: StrikeView): boolean {
  return sightOf(caller, { sharer: by, recipient: against, state: 'Recorded', marking: null }) === 'full';
}

function unknownStrike(id: string): Problem {
  return new Problem({
    code: 'STRIKE_UNKNOWN',
    status: 404,
    detail: `There is no strike "${id.slice(0, 60)}" that you may see.`,
    remedy: 'Check the id; GET /v1/strikes lists the strikes you may see.',
  });
}
