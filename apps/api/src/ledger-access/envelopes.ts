import { Injectable } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import type { Actor } from '@mizan/domain';
import { LedgerQueries } from '@mizan/read-models';

export function actorOf({ id, party, role }: Identity): Actor {
  return { id, party, role };
}

/** What the server itself writes about an order into the envelope of its events. */
@Injectable()
export class Envelopes {
  /** A ledger never stops being an exercise, so only "not yet" is asked again. */
  private exercise = false;

  constructor(private readonly ledger: LedgerQueries) {}

  async of(identity: Identity): Promise<{ readonly actor: Actor; readonly exercise?: true }> {
    this.exercise ||= await this.ledger.isExercise();
    return { actor: actorOf(identity), ...(this.exercise ? { exercise: true as const } : {}) };
  }
}
