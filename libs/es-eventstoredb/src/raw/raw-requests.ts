import { BinaryWriter } from 'google-protobuf';
import type { RawEvent } from './raw-event';
import { WireReader } from './wire-reader';

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

/** What an append says of an event. */
export type ProposedEvent = Pick<RawEvent, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

export function proposedEvent(event: ProposedEvent): Uint8Array {
  const request = new BinaryWriter();
  request.writeMessage(2, request, () => writeEvent(request, event));
  return request.getResultBuffer();
}

/** The fields are the same in both kinds of append. */
export function writeEvent(
  request: BinaryWriter,
  { id, type, contentType, data, metadata }: ProposedEvent,
): void {
  request.writeMessage(1, request, () => request.writeString(2, id));
  writeProperty(request, 'type', type);
  writeProperty(request, 'content-type', contentType);
  request.writeBytes(3, metadata);
  request.writeBytes(4, data);
}

export function writeIdentifier(writer: BinaryWriter, field: number, stream: Uint8Array): void {
  writer.writeMessage(field, writer, () => writer.writeBytes(3, stream));
}

function writeProperty(writer: BinaryWriter, key: string, value: string): void {
  writer.writeMessage(2, writer, () => {
    writer.writeString(1, key);
    writer.writeString(2, value);
  });
}

/** The answer to an append. */
export function readAnswer(message: Buffer): RawAnswer {
  const answer = new WireReader(message);
  let read: RawAnswer = { kind: 'appended' };
  while (answer.next()) {
    if (answer.field === 2) read = { kind: 'conflict', current: currentIn(answer.message()) };
    else answer.skip();
  }
  return read;
}

function currentIn(conflict: WireReader): bigint {
  let current = -1n;
  while (conflict.next()) {
    if (conflict.field === 1) current = conflict.uint64();
    else conflict.skip();
  }
  return current;
}
