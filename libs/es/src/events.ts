/** What a decider returns: a fact without an envelope. `metadata` holds only what the fact itself asserts. */
export interface DomainEvent {
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: object;
}

/** The envelope every event of Mizan carries in its metadata. `recordedAt` is RFC 3339 in UTC, written by Mizan's server. */
export interface EventMetadata {
  readonly version: number;
  readonly recordedAt: string;
  readonly commandId: string;
  readonly bodyHash?: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly [assertion: string]: unknown;
}

export type ContentType = 'application/json' | 'application/octet-stream';

/** An event's data and metadata as JSON text. */
export interface JsonContent {
  readonly data: string;
  readonly metadata: string;
}

/** `data` and `metadata` are JSON values, or bytes (`Uint8Array`) where they are not JSON. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: ContentType;
  readonly data: unknown;
  readonly metadata: unknown;
  /** The same as text, where it was written out already; a store may take either. */
  readonly json?: JsonContent;
}

/** `position` is the store's commit position, `revision` counts from 0 in the stream. */
export interface RecordedEvent extends Omit<NewEvent, 'json'> {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
}

/** A fact on record. Of several facts in one append the store tells only the last one's position, so it is absent here. */
export type Appended<E extends DomainEvent = DomainEvent> = E & {
  readonly id: string;
  readonly stream: string;
  readonly revision: bigint;
  readonly metadata: EventMetadata;
};

/** A recorded event that went through the codec: known type, newest shape, complete envelope. */
export type Decoded<E extends DomainEvent = DomainEvent> = Appended<E> & { readonly position: bigint };
