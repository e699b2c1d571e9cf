import { Inject, Injectable } from '@nestjs/common';
import { OperationsQueries, type Control } from '@mizan/read-models';
import { Problem } from '../http/problem';
import { SharedLook } from './shared-look';
import { CONTROL } from './tokens';

/** While a whole ledger is carried in, single orders would end up in the middle of it. */
@Injectable()
export class LedgerBusy {
  private readonly reason: SharedLook<string | null>;

  constructor(@Inject(CONTROL) control: Control, operations: OperationsQueries) {
    this.reason = new SharedLook(() => reasonOf(control, operations));
  }

  /** @throws Problem LEDGER_BUSY, 503 */
  async assertIdle(): Promise<void> {
    const reason = await this.reason.ask();
    if (reason !== null) throw busy(reason);
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
