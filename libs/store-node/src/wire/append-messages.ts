import { readIdentifier, readProperty } from './event-view';
import type { ProtoReader } from './reader';
import { readUuid } from './uuid';

/** What the caller expects of the stream before its write. */
export type Expected =
  | { readonly kind: 'any' }
  | { readonly kind: 'noStream' }
  | { readonly kind: 'streamExists' }
  | { readonly kind: 'revision'; readonly revision: bigint };

/** An event as proposed; `type` and `contentType` are undefined when the caller left them out. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string | undefined;
  readonly contentType: string | undefined;
  readonly metadata: Buffer;
  readonly data: Buffer;
}

/** The options of Append, Delete and Tombstone; undefined where the caller left one out. */
export interface WriteOptions {
  readonly stream: Buffer | undefined;
  readonly expected: Expected | undefined;
}

export interface BatchOptions extends WriteOptions {
  /** The StreamIdentifier message as sent, for the reply. */
  readonly identifier: Buffer | undefined;
  /** Milliseconds since 1970 after which the write must not happen, if the caller set one. */
  readonly deadline: number | undefined;
}

export type AppendPart =
  | { readonly kind: 'options'; readonly options: WriteOptions }
  | { readonly kind: 'event'; readonly event: ProposedEvent }
  | { readonly kind: 'nothing' };

export interface BatchPart {
  /** The UUID message as sent: replies carry it back unchanged. */
  readonly correlation: Buffer | undefined;
  readonly options: BatchOptions | undefined;
  readonly events: readonly ProposedEvent[];
  readonly isFinal: boolean;
}

const NOTHING = Buffer.alloc(0);

export function readAppendPart(reader: ProtoReader): AppendPart {
  let part: AppendPart = { kind: 'nothing' };
  while (reader.more()) {
    const field = reader.field();
    if (field === 1) part = { kind: 'options', options: readWriteOptions(reader.message()) };
    else if (field === 2) part = { kind: 'event', event: readProposed(reader.message()) };
    else reader.skip();
  }
  return part;
}

/** DeleteReq and TombstoneReq: the options are the only field. */
export function readDeletion(reader: ProtoReader): WriteOptions {
  let options: WriteOptions = { stream: undefined, expected: undefined };
  while (reader.more()) {
    if (reader.field() === 1) options = readWriteOptions(reader.message());
    else reader.skip();
  }
  return options;
}

export function readBatchPart(reader: ProtoReader): BatchPart {
  let correlation: Buffer | undefined;
  let options: BatchOptions | undefined;
  let isFinal = false;
  const events: ProposedEvent[] = [];
  while (reader.more()) {
    const field = reader.field();
    if (field === 1) correlation = reader.bytes();
    else if (field === 2) options = readBatchOptions(reader.message());
    else if (field === 3) events.push(readProposed(reader.message()));
    else if (field === 4) isFinal = reader.bool();
    else reader.skip();
  }
  return { correlation, options, events, isFinal };
}

function readWriteOptions(reader: ProtoReader): WriteOptions {
  let stream: Buffer | undefined;
  let expected: Expected | undefined;
  while (reader.more()) {
    const field = reader.field();
    if (field === 1) stream = readIdentifier(reader.message());
    else expected = readExpected(field, reader) ?? expected;
  }
  return { stream, expected };
}

function readBatchOptions(reader: ProtoReader): BatchOptions {
  let identifier: Buffer | undefined;
  let stream: Buffer | undefined;
  let expected: Expected | undefined;
  let deadline: number | undefined;
  while (reader.more()) {
    const field = reader.field();
    if (field === 1) {
      const message = reader.message();
      identifier = message.rest();
      stream = readIdentifier(message);
    } else if (field === 6) deadline = readMilliseconds(reader.message());
    else if (field === 7) deadline = Date.now() + readMilliseconds(reader.message());
    else expected = readExpected(field, reader) ?? expected;
  }
  return { identifier, stream, expected, deadline };
}

/** Fields 2 to 5 mean the same in every request that writes. */
function readExpected(field: number, reader: ProtoReader): Expected | undefined {
  if (field === 2) return { kind: 'revision', revision: reader.uint64() };
  reader.skip();
  if (field === 3) return { kind: 'noStream' };
  if (field === 4) return { kind: 'any' };
  if (field === 5) return { kind: 'streamExists' };
  return undefined;
}

/** Timestamp and Duration alike: seconds and nanoseconds. */
function readMilliseconds(reader: ProtoReader): number {
  let seconds = 0;
  let nanoseconds = 0;
  while (reader.more()) {
    const field = reader.field();
    if (field === 1) seconds = reader.int64();
    else if (field === 2) nanoseconds = reader.int64();
    else reader.skip();
  }
  return seconds * 1000 + nanoseconds / 1e6;
}

function readProposed(reader: ProtoReader): ProposedEvent {
  const properties = new Map<string, string>();
  let id = '';
  let metadata: Buffer = NOTHING;
  let data: Buffer = NOTHING;
  while (reader.more()) {
    const field = reader.field();
    if (field === 1) id = readUuid(reader.message());
    else if (field === 2) readProperty(reader.message(), properties);
    else if (field === 3) metadata = reader.bytes();
    else if (field === 4) data = reader.bytes();
    else reader.skip();
  }
  return { id, metadata, data, type: properties.get('type'), contentType: properties.get('content-type') };
}
