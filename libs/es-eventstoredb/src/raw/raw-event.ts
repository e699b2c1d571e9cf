import { WireReader } from './wire-reader';

/** An event with its bytes as they are stored; the client's own form parses JSON and so may spell it differently. */
export interface RawEvent {
  /** UTF-8, or whatever bytes the stream was named with. */
  readonly stream: Buffer;
  readonly revision: bigint;
  readonly position: bigint;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

const nothing: Buffer = Buffer.alloc(0);

/** The event in a ReadResp, with views of its bytes; null for anything else in it. */
export function readEvent(message: Buffer): RawEvent | null {
  const response = new WireReader(message);
  let event: RawEvent | null = null;
  while (response.next()) {
    if (response.field === 1) event = readResolved(response.message());
    else response.skip();
  }
  return event;
}

/** A link that leads nowhere stands for itself. */
function readResolved(reader: WireReader): RawEvent | null {
  let event: RawEvent | null = null;
  let link: RawEvent | null = null;
  while (reader.next()) {
    if (reader.field === 1) event = readRecorded(reader.message());
    else if (reader.field === 2) link = readRecorded(reader.message());
    else reader.skip();
  }
  return event ?? link;
}

function readRecorded(reader: WireReader): RawEvent {
  const properties = { type: '', contentType: 'application/octet-stream' };
  const found = { stream: nothing, revision: 0n, position: 0n, id: '' };
  let data = nothing;
  let metadata = nothing;
  while (reader.next()) {
    if (reader.field === 1) found.id = nestedBytes(reader.message(), 2).toString('latin1');
    else if (reader.field === 2) found.stream = nestedBytes(reader.message(), 3);
    else if (reader.field === 3) found.revision = reader.uint64();
    else if (reader.field === 5) found.position = reader.uint64();
    else if (reader.field === 6) readProperty(reader.message(), properties);
    else if (reader.field === 7) metadata = reader.bytes();
    else if (reader.field === 8) data = reader.bytes();
    else reader.skip();
  }
  return { ...found, ...properties, data, metadata };
}

/** The one interesting field of a nested message. */
function nestedBytes(reader: WireReader, wanted: number): Buffer {
  let found = nothing;
  while (reader.next()) {
    if (reader.field === wanted) found = reader.bytes();
    else reader.skip();
  }
  return found;
}

function readProperty(reader: WireReader, into: { type: string; contentType: string }): void {
  let key = '';
  let value = nothing;
  while (reader.next()) {
    if (reader.field === 1) key = reader.text();
    else if (reader.field === 2) value = reader.bytes();
    else reader.skip();
  }
  if (key === 'type') into.type = value.toString('utf8');
  else if (key === 'content-type') into.contentType = value.toString('utf8');
}
