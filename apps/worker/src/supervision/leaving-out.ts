import {
  EventCodec,
  type Decoded,
  type DomainEvent,
  type EventMetadata,
  type NewEvent,
  type RecordedEvent,
} from '@mizan/es';

/** A codec for which some events are not there: those that operators let a projection leave out, readable or not. */
export function leavingOut(codec: EventCodec, events: ReadonlySet<string>): EventCodec {
  return events.size === 0 ? codec : new LeavingOut(codec, events);
}

class LeavingOut extends EventCodec {
  constructor(
    private readonly whole: EventCodec,
    private readonly events: ReadonlySet<string>,
  ) {
    super([]);
  }

  override decode(event: RecordedEvent): Decoded | null {
    return this.events.has(event.id) ? null : this.whole.decode(event);
  }

  override encode(event: DomainEvent, id: string, envelope: Omit<EventMetadata, 'version'>): NewEvent {
    return this.whole.encode(event, id, envelope);
  }
}
