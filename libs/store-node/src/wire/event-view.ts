import { FRAME_HEADER, frame } from './frames';
import { ProtoReader } from './reader';
import { readUuid, halvesOf } from './uuid';
import { ProtoWriter } from './writer';

/** What filters, links and limits look at in a stored frame; everything else stays bytes. */
export interface EventView {
  readonly id: string;
  readonly stream: Buffer;
  readonly type: string;
  readonly contentType: string;
  /** 100 ns ticks since 1970. */
  readonly created: string;
  readonly data: Buffer;
}

/** The RecordedEvent inside a stored frame, as a view. */
export function recordedEventOf(framed: Buffer): Buffer {
  const response = new ProtoReader(framed, FRAME_HEADER);
  response.field();
  const readEvent = response.message();
  readEvent.field();
  return readEvent.bytes();
}

/** The name of the stream in a stored frame: always its second field, so nothing else is parsed. */
export function streamNameOf(framed: Buffer): Buffer {
  const recorded = new ProtoReader(recordedEventOf(framed));
  recorded.field();
  recorded.bytes();
  recorded.field();
  const identifier = recorded.message();
  identifier.field();
  return identifier.bytes();
}

export function viewEvent(framed: Buffer): EventView {
  const recorded = new ProtoReader(recordedEventOf(framed));
  const properties = new Map<string, string>();
  let id = '';
  let stream: Buffer = NOTHING;
  let data: Buffer = NOTHING;
  while (recorded.more()) {
    const field = recorded.field();
    if (field === 1) id = readUuid(recorded.message());
    else if (field === 2) stream = readIdentifier(recorded.message());
    else if (field === 6) readProperty(recorded.message(), properties);
    else if (field === 8) data = recorded.bytes();
    else recorded.skip();
  }
  const property = (name: string): string => properties.get(name) ?? '';
  return {
    id,
    stream,
    data,
    type: property('type'),
    contentType: property('content-type'),
    created: property('created'),
  };
}

/** Reads a StreamIdentifier: the stream's name as given. */
export function readIdentifier(reader: ProtoReader): Buffer {
  let name: Buffer = NOTHING;
  while (reader.more()) {
    if (reader.field() === 3) name = reader.bytes();
    else reader.skip();
  }
  return name;
}

/** Reads one entry of a `map<string, string>`. */
export function readProperty(reader: ProtoReader, into: Map<string, string>): void {
  let key = '';
  let value = '';
  while (reader.more()) {
    const field = reader.field();
    if (field === 1) key = reader.string();
    else if (field === 2) value = reader.string();
    else reader.skip();
  }
  into.set(key, value);
}

/** A ReadEvent with what a link leads to, or with nothing when it leads nowhere. */
export function linkedFrame(link: Buffer, target: Buffer | undefined, position: number): Buffer {
  const event = new ProtoWriter();
  if (target !== undefined) event.bytes(1, recordedEventOf(target));
  event.bytes(2, recordedEventOf(link)).uint(3, position);
  return frame(new ProtoWriter().message(1, event).finish());
}

/** The same ReadResp with every event id as two 64-bit halves, for callers that ask for that. */
export function withStructuredIds(framed: Buffer): Buffer {
  const response = new ProtoReader(framed, FRAME_HEADER);
  response.field();
  const source = response.message();
  const event = new ProtoWriter();
  while (source.more()) {
    const field = source.field();
    if (field === 1 || field === 2) event.bytes(field, restructured(source.bytes()));
    else event.uint(field, source.uint64());
  }
  return frame(new ProtoWriter().message(1, event).finish());
}

function restructured(recorded: Buffer): Buffer {
  const reader = new ProtoReader(recorded);
  reader.field();
  const [high, low] = halvesOf(readUuid(reader.message()));
  const id = new ProtoWriter().message(1, new ProtoWriter().uint(1, high).uint(2, low));
  return Buffer.concat([new ProtoWriter().message(1, id).finish(), recorded.subarray(reader.offset)]);
}

const NOTHING = Buffer.alloc(0);
