import type { CaseLink } from '@mizan/domain';
import { occurred, placeOrNull } from '../shares/share.orders';
import type { StrikeDto } from './strike.dto';
import type { StrikeOrder } from './strike-desk';

/** What the mechanism and the caller's side add to a strike. */
export interface StrikeFrame {
  readonly mechanism: string;
  /** The caller's party, and the other one. */
  readonly own: string;
  readonly other: string;
  readonly link: CaseLink | null;
}

/** A side notifies what it did itself and alleges what was done to it. */
export function strikeOrder(dto: StrikeDto, { mechanism, own, other, link }: StrikeFrame): StrikeOrder {
  const notified = dto.kind === 'notified';
  const struck = {
    mechanism,
    by: notified ? own : other,
    against: notified ? other : own,
    class: dto.class ?? 'air-strike',
    place: placeOrNull(dto.place),
    statement: dto.statement ?? '',
    link,
  } as const;
  return (given) => ({
    type: notified ? 'NotifyStrike' : 'AllegeStrike',
    ...given,
    ...struck,
    occurredAt: occurred(dto.occurredAt, given.now),
  });
}
