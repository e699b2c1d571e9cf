import { BinaryReader, BinaryWriter } from 'google-protobuf';

/** An event with its bytes as they are stored; the client's own form parses JSON and so may spell it differently. */
export interface RawEvent {
  /** UTF-8, or whatever bytes the stream was named with. */
  readonly stream: Buffer;
  readonly revision: bigint;
  readonly position: bigint;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export type RawAnswer =
  | { readonly kind: 'appended' }
  /** `current` is the stream's last revision, -1 for none. */
  | { readonly kind: 'conflict'; readonly current: bigint };

/** Where a read of $all begins: behind a position, or at either end. */
export type AllFrom = { readonly at: bigint } | 'start' | 'end';

const nothing = (): void => undefined;

/** A ReadReq over $all; links stay links. */
export function readAllRequest(from: AllFrom, backwards: boolean): Uint8Array {
  return readRequest((options) => {
    options.writeMessage(2, options, () => {
      if (typeof from === 'string') options.writeMessage(from === 'start' ? 2 : 3, options, nothing);
      else
        options.writeMessage(1, options, () => {
          options.writeUint64String(1, String(from.at));
          options.writeUint64String(2, String(from.at));
        });
    });
    options.writeEnum(3, backwards ? 1 : 0);
    options.writeUint64String(5, String(Number.MAX_SAFE_INTEGER));
  });
}

/** A ReadReq for one stream's event at a revision, or its last one. */
export function readEventRequest(stream: Uint8Array, revision: bigint | 'end'): Uint8Array {
  return readRequest((options) => {
    options.writeMessage(1, options, () => {
      writeIdentifier(options, 1, stream);
      if (revision === 'end') options.writeMessage(4, options, nothing);
      else options.writeUint64String(2, String(revision));
    });
    options.writeEnum(3, revision === 'end' ? 1 : 0);
    options.writeUint64String(5, '1');
  });
}

function readRequest(fill: (options: BinaryWriter) => void): Uint8Array {
  const request = new BinaryWriter();
  request.writeMessage(1, request, () => {
    fill(request);
    request.writeMessage(8, request, nothing);
    request.writeMessage(9, request, () => request.writeMessage(2, request, nothing));
  });
  return request.getResultBuffer();
}

/** The first message of an append: the stream, and the revision it must be at (-1: it must not be there). */
export function appendOptions(stream: Uint8Array, expected: bigint): Uint8Array {
  const request = new BinaryWriter();
  request.writeMessage(1, request, () => {
    writeIdentifier(request, 1, stream);
    if (expected < 0n) request.writeMessage(3, request, nothing);
    else request.writeUint64String(2, String(expected));
  });
  return request.getResultBuffer();
}

export function proposedEvent({
  id,
  type,
  contentType,
  data,
  metadata,
}: Omit<RawEvent, 'stream'>): Uint8Array {
  const request = new BinaryWriter();
  request.writeMessage(2, request, () => {
    request.writeMessage(1, request, () => request.writeString(2, id));
    writeProperty(request, 'type', type);
    writeProperty(request, 'content-type', contentType);
    request.writeBytes(3, metadata);
    request.writeBytes(4, data);
  });
  return request.getResultBuffer();
}

function writeIdentifier(writer: BinaryWriter, field: number, stream: Uint8Array): void {
  writer.writeMessage(field, writer, () => writer.writeBytes(3, stream));
}

function writeProperty(writer: BinaryWriter, key: string, value: string): void {
  writer.writeMessage(2, writer, () => {
    writer.writeString(1, key);
    writer.writeString(2, value);
  });
}

/** The answer to an append. */
export function readAnswer(message: Uint8Array): RawAnswer {
  let answer: RawAnswer = { kind: 'appended' };
  eachField(new BinaryReader(message), 2, (conflict) => {
    let current = -1n;
    eachScalar(conflict, (field, reader) => {
      if (field === 1) current = BigInt(reader.readUint64String());
      else reader.skipField();
    });
    answer = { kind: 'conflict', current };
  });
  return answer;
}

/** The event in a ReadResp; null for anything else in it. */
export function readEvent(message: Uint8Array): RawEvent | null {
  let event: RawEvent | null = null;
  eachField(new BinaryReader(message), 1, (read) => {
    let found: RawEvent | null = null;
    let link: RawEvent | null = null;
    eachScalar(read, (field, reader) => {
      if (field === 1 || field === 2) {
        reader.readMessage({}, () => {
          if (field === 1) found = readRecorded(reader);
          else link = readRecorded(reader);
        });
      } else reader.skipField();
    });
    event = found ?? link;
  });
  return event;
}

function readRecorded(reader: BinaryReader): RawEvent {
  const properties = new Map<string, string>();
  const found = { stream: Buffer.alloc(0), revision: 0n, position: 0n, id: '' };
  let data = new Uint8Array();
  let metadata = new Uint8Array();
  eachScalar(reader, (field) => {
    if (field === 1) eachNested(reader, 2, () => (found.id = reader.readString()));
    else if (field === 2) eachNested(reader, 3, () => (found.stream = Buffer.from(reader.readBytes())));
    else if (field === 3) found.revision = BigInt(reader.readUint64String());
    else if (field === 5) found.position = BigInt(reader.readUint64String());
    else if (field === 6) readProperty(reader, properties);
    else if (field === 7) metadata = reader.readBytes().slice();
    else if (field === 8) data = reader.readBytes().slice();
    else reader.skipField();
  });
  const type = properties.get('type') ?? '';
  const contentType = properties.get('content-type') ?? 'application/octet-stream';
  return { ...found, type, contentType, data, metadata };
}

function readProperty(reader: BinaryReader, into: Map<string, string>): void {
  reader.readMessage({}, () => {
    let key = '';
    let value = '';
    eachScalar(reader, (field) => {
      if (field === 1) key = reader.readString();
      else if (field === 2) value = reader.readString();
      else reader.skipField();
    });
    into.set(key, value);
  });
}

function eachScalar(reader: BinaryReader, take: (field: number, reader: BinaryReader) => void): void {
  while (reader.nextField()) {
    if (reader.isEndGroup()) return;
    take(reader.getFieldNumber(), reader);
  }
}

/** Reads the nested message that comes next, whose one interesting field is `wanted`. */
function eachNested(reader: BinaryReader, wanted: number, take: () => void): void {
  reader.readMessage({}, () =>
    eachScalar(reader, (field) => {
      if (field === wanted) take();
      else reader.skipField();
    }),
  );
}

/** Enters every message in field `wanted`. */
function eachField(reader: BinaryReader, wanted: number, take: (nested: BinaryReader) => void): void {
  eachScalar(reader, (field) => {
    if (field === wanted) reader.readMessage({}, () => take(reader));
    else reader.skipField();
  });
}
