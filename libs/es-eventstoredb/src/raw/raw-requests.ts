import type { RawEvent } from './raw-event';
import { WireReader } from './wire-reader';
import { WireWriter } from './wire-writer';

export type RawAnswer =
  | { readonly kind: 'appended' }
  /** `current` is the stream's last revision, -1 for none. */
  | { readonly kind: 'conflict'; readonly current: bigint };

/** Where a read of $all begins: behind a position, or at either end. */
export type AllFrom = { readonly at: bigint } | 'start' | 'end';

/** A ReadReq over $all; links stay links. */
export function readAllRequest(from: AllFrom, backwards: boolean): Uint8Array {
  return readRequest((options) => {
    options.message(2, () => {
      if (typeof from === 'string') options.message(from === 'start' ? 2 : 3);
      else options.message(1, () => options.uint64(1, from.at).uint64(2, from.at));
    });
    options.uint32(3, backwards ? 1 : 0);
    options.uint64(5, BigInt(Number.MAX_SAFE_INTEGER));
  });
}

/** A ReadReq for one stream's event at a revision, or its last one. */
export function readEventRequest(stream: Uint8Array, revision: bigint | 'end'): Uint8Array {
  return readRequest((options) => {
    options.message(1, () => {
      writeIdentifier(options, 1, stream);
      if (revision === 'end') options.message(4);
      else options.uint64(2, revision);
    });
    options.uint32(3, revision === 'end' ? 1 : 0);
    options.uint64(5, 1n);
  });
}

function readRequest(fill: (options: WireWriter) => void): Uint8Array {
  const request = new WireWriter();
  request.message(1, () => {
    fill(request);
    request.message(8);
    request.message(9, () => request.message(2));
  });
  return request.finish();
}

/** The first message of an append: the stream, and the revision it must be at (-1: it must not be there). */
export function appendOptions(stream: Uint8Array, expected: bigint): Uint8Array {
  const request = new WireWriter();
  request.message(1, () => {
    writeIdentifier(request, 1, stream);
    if (expected < 0n) request.message(3);
    else request.uint64(2, expected);
  });
  return request.finish();
}

/** What an append says of an event. */
export type ProposedEvent = Pick<RawEvent, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

export function proposedEvent(event: ProposedEvent): Uint8Array {
  const request = new WireWriter(sizeOf(event));
  request.message(2, () => writeEvent(request, event));
  return request.finish();
}

/** Bytes that an event takes in an append, or some more. */
export function sizeOf({ data, metadata }: ProposedEvent): number {
  return data.length + metadata.length + 200;
}

/** The fields are the same in both kinds of append. */
export function writeEvent(
  request: WireWriter,
  { id, type, contentType, data, metadata }: ProposedEvent,
): void {
  request.message(1, () => request.text(2, id));
  writeProperty(request, 'type', type);
  writeProperty(request, 'content-type', contentType);
  request.bytes(3, metadata);
  request.bytes(4, data);
}

export function writeIdentifier(writer: WireWriter, field: number, stream: Uint8Array): void {
  writer.message(field, () => writer.bytes(3, stream));
}

function writeProperty(writer: WireWriter, key: string, value: string): void {
  writer.message(2, () => writer.text(1, key).text(2, value));
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
