import { Inject, Injectable } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import type { Actor } from '@mizan/domain';
import { LedgerQueries } from '@mizan/read-models';
import type { Tracing } from '@mizan/runtime';
import { TRACING } from '../telemetry/tokens';
import { SharedLook } from './shared-look';

export function actorOf({ id, party, role }: Identity): Actor {
  return { id, party, role };
}

export type Envelope = {
  readonly actor: Actor;
  readonly exercise?: true;
  /** Where requests are traced, their trace: whatever follows from an order is found by it. */
  readonly correlationId?: string;
};

/** What the server itself writes about an order into the envelope of its events. */
@Injectable()
export class Envelopes {
  /** Its first event decides for good what a ledger is, so that only "not begun" is asked again. */
  private exercise: boolean | null = null;
  private readonly firstEvent: SharedLook<boolean | null>;

  constructor(
    ledger: LedgerQueries,
    @Inject(TRACING) private readonly tracing: Tracing,
  ) {
    this.firstEvent = new SharedLook(() => ledger.firstIsExercise());
  }

  async of(identity: Identity): Promise<Envelope> {
    this.exercise ??= await this.firstEvent.ask();
    const correlationId = this.tracing.correlationId();
    return {
      actor: actorOf(identity),
      ...(this.exercise ? { exercise: true as const } : {}),
      ...(correlationId === undefined ? {} : { correlationId }),
    };
  }
}
