import type { Decoded, DomainEvent, EventMetadata, NewEvent, RecordedEvent } from './events';

/** One shape that an event type had: `check` lists what is wrong with data of it, `upcast` turns it into the next shape. */
export interface EventShape {
  check(data: unknown): readonly string[];
  upcast?(data: unknown): unknown;
}

/** All shapes of a wire type, oldest first; version n is `shapes[n - 1]`, the last is the one written today. */
export interface EventDefinition {
  readonly type: string;
  readonly shapes: readonly EventShape[];
}

/** An event of a known type whose content is not what its version promises. */
export class UndecodableEvent extends Error {
  override readonly name = 'UndecodableEvent';
  readonly code = 'UNDECODABLE_EVENT';
  constructor(
    readonly event: RecordedEvent,
    readonly problems: readonly string[],
  ) {
    super(`${event.type} ${event.id} in ${event.stream} cannot be read: ${problems.join('; ')}`);
  }
}

/** A fact that its own definition refuses: a fault in a decider, stopped before it is stored. */
export class UnencodableEvent extends Error {
  override readonly name = 'UnencodableEvent';
  readonly code = 'UNENCODABLE_EVENT';
}

const envelopeKeys = ['recordedAt', 'commandId', 'correlationId', 'causationId'] as const;

function isEnvelope(metadata: unknown): metadata is EventMetadata {
  if (typeof metadata !== 'object' || metadata === null) return false;
  const record = metadata as Record<string, unknown>;
  return Number.isInteger(record['version']) && envelopeKeys.every((key) => typeof record[key] === 'string');
}

/** The one door through which events enter and leave the ledger: validates, then upcasts to the newest shape. */
export class EventCodec {
  private readonly definitions: ReadonlyMap<string, EventDefinition>;

  constructor(definitions: readonly EventDefinition[]) {
    this.definitions = new Map(definitions.map((definition) => [definition.type, definition]));
    if (this.definitions.size !== definitions.length)
      throw new Error('Two event definitions share a wire type.');
  }

  /** @throws UnencodableEvent when no definition knows the type or its newest shape refuses the data. */
  encode(event: DomainEvent, id: string, envelope: Omit<EventMetadata, 'version'>): NewEvent {
    const shapes = this.definitions.get(event.type)?.shapes ?? [];
    const problems = shapes.at(-1)?.check(event.data) ?? [`unknown type ${event.type}`];
    if (problems.length > 0) throw new UnencodableEvent(`${event.type}: ${problems.join('; ')}`);
    const metadata = { ...event.metadata, ...envelope, version: shapes.length };
    return { id, type: event.type, contentType: 'application/json', data: event.data, metadata };
  }

  /** Null for a type that Mizan does not know, as another system's events in the same store.
   * @throws UndecodableEvent */
  decode(event: RecordedEvent): Decoded | null {
    const definition = this.definitions.get(event.type);
    if (!definition) return null;
    if (!isEnvelope(event.metadata)) throw new UndecodableEvent(event, ['its metadata is not an envelope']);
    const { id, stream, type, revision, position, metadata } = event;
    return {
      id,
      stream,
      type,
      revision,
      position,
      metadata,
      data: this.newest(event, definition, metadata.version),
    };
  }

  private newest(event: RecordedEvent, { shapes }: EventDefinition, version: number): unknown {
    const written = shapes[version - 1];
    if (!written) throw new UndecodableEvent(event, [`version ${version} is unknown here`]);
    const problems = written.check(event.data);
    if (problems.length > 0) throw new UndecodableEvent(event, problems);
    return shapes.slice(version - 1, -1).reduce((data, shape) => shape.upcast?.(data) ?? data, event.data);
  }
}
