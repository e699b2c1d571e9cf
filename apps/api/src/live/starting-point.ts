import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '@mizan/es';
import { Problem } from '../http/problem';
import { EVENT_STORE } from '../ledger-access/tokens';
import { headOf } from '../ledger/export';

/** Where a reader begins: after what it knows, or with what comes next. */
@Injectable()
export class StartingPoint {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /**
   * `lastEventId` is what a reader that was cut off received last and goes before `after`; `readable` is the newest
   * entry that can be read.
   * @throws Problem 400 HEADER_MALFORMED, POSITION_UNKNOWN
   */
  async position(lastEventId: string, after: string | undefined, readable: bigint): Promise<bigint> {
    if (!/^\d{0,19}$/.test(lastEventId)) throw malformed();
    const asked = lastEventId || after;
    if (asked === undefined) return readable;
    const position = BigInt(asked);
    if (position <= readable || position <= (await this.stored())) return position;
    throw unknown(position, readable);
  }

  private async stored(): Promise<bigint> {
    return (await headOf(this.store)) ?? 0n;
  }
}

function malformed(): Problem {
  return new Problem({
    code: 'HEADER_MALFORMED',
    status: 400,
    detail: 'The header Last-Event-ID cannot be read.',
    remedy: 'Send the id of the last entry that was received, a ledger position, or leave it out.',
    errors: [{ pointer: 'Last-Event-ID', detail: 'It must be a decimal number.' }],
  });
}

function unknown(position: bigint, readable: bigint): Problem {
  return new Problem({
    code: 'POSITION_UNKNOWN',
    status: 400,
    detail: `This ledger ends before position ${position}; it is readable up to ${readable}.`,
    remedy: 'The position is from another ledger. Begin anew, without one or with after=0.',
  });
}
