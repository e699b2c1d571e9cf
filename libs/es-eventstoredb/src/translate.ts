import {
  binaryEvent,
  jsonEvent,
  type EventData,
  type JSONType,
  type ResolvedEvent,
} from '@eventstore/db-client';
import type { NewEvent, RecordedEvent } from '@mizan/es';
import type { RawEvent } from './raw/raw-event';
import type { ProposedEvent } from './raw/raw-requests';

/** To the bytes that are stored. */
export function toProposedEvent({ id, type, contentType, data, metadata, json }: NewEvent): ProposedEvent {
  return {
    id,
    type,
    contentType,
    data: json ? Buffer.from(json.data) : bytesOf(data),
    metadata: json ? Buffer.from(json.metadata) : bytesOf(metadata),
  };
}

/** None for nothing. */
function bytesOf(content: unknown): Buffer {
  if (content === undefined) return Buffer.alloc(0);
  if (!(content instanceof Uint8Array)) return Buffer.from(JSON.stringify(content));
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

/** To the client's form. */
export function toEventData({ id, type, contentType, data, metadata }: NewEvent): EventData {
  const envelope = metadata as Record<string, unknown>;
  if (contentType === 'application/json')
    return jsonEvent({ id, type, data: data as JSONType, metadata: envelope });
  return binaryEvent({ id, type, data: data as Uint8Array, metadata: envelope });
}

/** From the client's form; null for a dead link. Reads resolve no links, so `event` is what stands in the stream. */
export function toRecordedEvent({ event }: ResolvedEvent): RecordedEvent | null {
  if (!event) return null;
  const { id, type, data, metadata, revision, streamId, isJson } = event;
  const contentType = isJson ? 'application/json' : 'application/octet-stream';
  const position = event.position?.commit ?? 0n;
  return { id, type, contentType, data, metadata, revision, stream: streamId, position };
}

/** From the bytes, as the client does it: what is not the JSON that it claims to be stays as it is. */
export function fromRawEvent(event: RawEvent): RecordedEvent {
  const { id, type, revision, position } = event;
  const isJson = event.contentType === 'application/json';
  return {
    id,
    type,
    contentType: isJson ? 'application/json' : 'application/octet-stream',
    data: isJson ? parsed(event.data, (text) => text) : event.data,
    metadata: event.metadata.length === 0 ? undefined : parsed(event.metadata, () => event.metadata),
    revision,
    stream: event.stream.toString('utf8'),
    position,
  };
}

function parsed(bytes: Buffer, otherwise: (text: string) => unknown): unknown {
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return otherwise(text);
  }
}
