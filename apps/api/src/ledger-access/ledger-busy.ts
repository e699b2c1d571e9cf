import { Inject, Injectable } from '@nestjs/common';
import { OperationsQueries, type Control } from '@mizan/read-models';
import { Problem } from '../http/problem';
import { CONTROL } from './tokens';

/** While a whole ledger is carried in, single orders would end up in the middle of it. */
@Injectable()
export class LedgerBusy {
  constructor(
    @Inject(CONTROL) private readonly control: Control,
    private readonly operations: OperationsQueries,
  ) {}

  /** @throws Problem LEDGER_BUSY, 503 */
  async assertIdle(): Promise<void> {
    if (await this.control.importing())
      throw busy('An import into this ledger is running, or was cut off: the same file then completes it.');
    const activity = await this.operations.activity();
    if (activity?.what === 'demonstration') throw busy('The demonstration is being loaded.');
  }
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
