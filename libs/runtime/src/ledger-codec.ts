import { eventDefinitions } from '@mizan/domain';
import { EventCodec } from '@mizan/es';

/** The codec of every event type that Mizan writes. */
export function ledgerCodec(): EventCodec {
  return new EventCodec(eventDefinitions);
}
