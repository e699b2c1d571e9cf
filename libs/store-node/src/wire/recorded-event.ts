import { FRAME_HEADER } from './frames';
import { bigVarint, varintSize, writeVarint } from './varint';

/**
 * The revision under which a tombstone is kept here; the wire says 2^63-1, which no JavaScript number holds.
 */
export const TOMBSTONE = Number.MAX_SAFE_INTEGER;
const TOMBSTONE_BYTES = bigVarint(2n ** 63n - 1n);

/** Everything one stored event consists of. `id` is a lower-case UUID, `created` 100 ns ticks since 1970. */
export interface StoredEvent {
  readonly id: string;
  readonly stream: Buffer;
  readonly revision: number;
  readonly position: number;
  readonly type: string;
  readonly contentType: string;
  readonly created: string;
  readonly metadata: Uint8Array;
  readonly data: Uint8Array;
}

const ID_TEXT = 36;
const CREATED = Buffer.from('\x0a\x07created\x12', 'latin1');
const CONTENT_TYPE = Buffer.from('\x0a\x0ccontent-type\x12', 'latin1');
const TYPE = Buffer.from('\x0a\x04type\x12', 'latin1');

/**
 * Lays an event out as the complete gRPC message that a reader gets:
 * `ReadResp { event { event: RecordedEvent, commit_position } }` behind its length prefix.
 * It is made once, when the event is written, in the `room` that is given for it; every later read copies these bytes.
 */
export function encodeEventFrame(
  event: StoredEvent,
  room: (bytes: number) => Buffer = (bytes) => Buffer.allocUnsafe(bytes),
): Buffer {
  const recorded = recordedSize(event);
  const readEvent = nestedSize(recorded) + 1 + varintSize(event.position);
  const response = nestedSize(readEvent);
  const out = room(FRAME_HEADER + response);
  out[0] = 0;
  out.writeUInt32BE(response, 1);
  let at = writeHeader(out, 0x0a, readEvent, FRAME_HEADER);
  at = writeHeader(out, 0x0a, recorded, at);
  at = writeRecorded(out, event, at);
  out[at++] = 0x18;
  writeVarint(out, event.position, at);
  return out;
}

const nestedSize = (size: number): number => 1 + varintSize(size) + size;

function mapEntrySize(key: Buffer, value: number): number {
  return nestedSize(key.length + varintSize(value) + value);
}

function recordedSize(event: StoredEvent): number {
  const number = varintSize(event.position);
  return (
    4 +
    ID_TEXT +
    nestedSize(nestedSize(event.stream.length)) +
    1 +
    revisionSize(event.revision) +
    2 * (1 + number) +
    mapEntrySize(TYPE, Buffer.byteLength(event.type)) +
    mapEntrySize(CONTENT_TYPE, Buffer.byteLength(event.contentType)) +
    mapEntrySize(CREATED, event.created.length) +
    (event.metadata.length === 0 ? 0 : nestedSize(event.metadata.length)) +
    (event.data.length === 0 ? 0 : nestedSize(event.data.length))
  );
}

function writeRecorded(out: Buffer, event: StoredEvent, start: number): number {
  let at = writeHeader(out, 0x0a, ID_TEXT + 2, start);
  at = writeHeader(out, 0x12, ID_TEXT, at);
  at += out.write(event.id, at, ID_TEXT, 'latin1');
  at = writeHeader(out, 0x12, nestedSize(event.stream.length), at);
  at = writeBytes(out, 0x1a, event.stream, at);
  out[at++] = 0x18;
  at = writeRevision(out, event.revision, at);
  out[at++] = 0x20;
  at = writeVarint(out, event.position, at);
  out[at++] = 0x28;
  at = writeVarint(out, event.position, at);
  at = writeMapEntry(out, TYPE, event.type, at);
  at = writeMapEntry(out, CONTENT_TYPE, event.contentType, at);
  at = writeMapEntry(out, CREATED, event.created, at);
  if (event.metadata.length > 0) at = writeBytes(out, 0x3a, event.metadata, at);
  if (event.data.length > 0) at = writeBytes(out, 0x42, event.data, at);
  return at;
}

function revisionSize(revision: number): number {
  return revision === TOMBSTONE ? TOMBSTONE_BYTES.length : varintSize(revision);
}

function writeRevision(out: Buffer, revision: number, at: number): number {
  if (revision !== TOMBSTONE) return writeVarint(out, revision, at);
  out.set(TOMBSTONE_BYTES, at);
  return at + TOMBSTONE_BYTES.length;
}

function writeHeader(out: Buffer, tag: number, length: number, at: number): number {
  out[at] = tag;
  return writeVarint(out, length, at + 1);
}

function writeBytes(out: Buffer, tag: number, bytes: Uint8Array, at: number): number {
  const start = writeHeader(out, tag, bytes.length, at);
  out.set(bytes, start);
  return start + bytes.length;
}

function writeMapEntry(out: Buffer, key: Buffer, value: string, at: number): number {
  const length = Buffer.byteLength(value);
  let next = writeHeader(out, 0x32, key.length + varintSize(length) + length, at);
  out.set(key, next);
  next = writeVarint(out, length, next + key.length);
  return next + out.write(value, next, length, 'utf8');
}
