import { Inject, Injectable } from '@nestjs/common';
import { OperationsQueries, type Control } from '@mizan/read-models';
import { Problem } from '../http/problem';
import { SharedLook } from './shared-look';
import { CONTROL } from './tokens';

/** How long "nothing is going on" is taken for granted, in milliseconds. */
export const IDLE_MS = 100;

/** While a whole ledger is carried in, single orders would end up in the middle of it. */
@Injectable()
export class LedgerBusy {
  private readonly reason: SharedLook<string | null>;
  private idleUntil = 0;

  constructor(@Inject(CONTROL) control: Control, operations: OperationsQueries) {
    this.reason = new SharedLook(() => reasonOf(control, operations));
  }

  /** @throws Problem LEDGER_BUSY, 503 */
  async assertIdle(): Promise<void> {
    if (performance.now() < this.idleUntil) return;
    const asked = performance.now();
    const reason = await this.reason.ask();
    if (reason !== null) throw busy(reason);
    this.idleUntil = asked + IDLE_MS;
  }
}

async function reasonOf(control: Control, operations: OperationsQueries): Promise<string | null> {
  if (await control.importing())
    return 'An import into this ledger is running, or was cut off: the same file then completes it.';
  const activity = await operations.activity();
  return activity?.what === 'demonstration' ? 'The demonstration is being loaded.' : null;
}

function busy(detail: string): Problem {
  return new Problem({
    code: 'LEDGER_BUSY',
    status: 503,
    detail,
    remedy:
      'Nothing was stored. Send the same order again, with the same Idempotency-Key, once it has ended.',
    retryAfterS: 5,
  });
}
