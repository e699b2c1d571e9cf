import { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { linkedFrame, recordedEventOf, streamNameOf, viewEvent, withStructuredIds } from './event-view';
import { encodeEventFrame, type StoredEvent, TOMBSTONE } from './recorded-event';

const storedEvents: fc.Arbitrary<StoredEvent> = fc.record({
  id: fc.uuid(),
  stream: fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  revision: fc.integer({ min: 0, max: TOMBSTONE - 1 }),
  position: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  type: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }),
  contentType: fc.constantFrom('application/json', 'application/octet-stream'),
  created: fc.integer({ min: 1, max: 4e12 }).map((ms) => `${String(ms)}0000`),
  metadata: fc.uint8Array({ maxLength: 300 }),
  data: fc.uint8Array({ maxLength: 20_000 }),
});

function decode(framed: Buffer): ReadResp.ReadEvent {
  expect(framed[0]).toBe(0);
  expect(framed.readUInt32BE(1)).toBe(framed.length - 5);
  return ReadResp.deserializeBinary(framed.subarray(5)).getEvent() as ReadResp.ReadEvent;
}

function plain(event: ReadResp.ReadEvent.RecordedEvent | undefined): object | undefined {
  return (
    event && {
      id: event.getId()?.getString(),
      stream: Buffer.from(event.getStreamIdentifier()?.getStreamName_asU8() ?? []),
      revision: event.getStreamRevision(),
      positions: [event.getCommitPosition(), event.getPreparePosition()],
      properties: Object.fromEntries(event.getMetadataMap().getEntryList()),
      metadata: Buffer.from(event.getCustomMetadata_asU8()),
      data: Buffer.from(event.getData_asU8()),
    }
  );
}

const expected = (event: StoredEvent): object => ({
  id: event.id,
  stream: event.stream,
  revision: String(event.revision),
  positions: [String(event.position), String(event.position)],
  properties: { type: event.type, 'content-type': event.contentType, created: event.created },
  metadata: Buffer.from(event.metadata),
  data: Buffer.from(event.data),
});

describe('the stored frame of an event', () => {
  it('is what the generated code reads back field by field', () => {
    fc.assert(
      fc.property(storedEvents, (event) => {
        const read = decode(encodeEventFrame(event));
        expect(plain(read.getEvent())).toEqual(expected(event));
        expect(read.getLink()).toBeUndefined();
        expect(read.getCommitPosition()).toBe(String(event.position));
      }),
    );
  });

  it('is seen by filters and links as it was written', () => {
    fc.assert(
      fc.property(storedEvents, (event) => {
        const framed = encodeEventFrame(event);
        const { id, stream, type, contentType, created } = event;
        expect(viewEvent(framed)).toEqual({
          id,
          stream,
          type,
          contentType,
          created,
          data: Buffer.from(event.data),
        });
        expect(streamNameOf(framed)).toEqual(stream);
      }),
    );
  });

  it('spells the revision of a tombstone as the largest signed number', () => {
    const [event] = fc.sample(storedEvents, 1) as [StoredEvent];
    const read = decode(encodeEventFrame({ ...event, revision: TOMBSTONE }));
    expect(read.getEvent()?.getStreamRevision()).toBe('9223372036854775807');
  });

  it('can be turned to structured ids without touching the rest', () => {
    fc.assert(
      fc.property(storedEvents, (event) => {
        const structured = decode(withStructuredIds(encodeEventFrame(event)));
        const id = structured.getEvent()?.getId()?.getStructured();
        const half = (bits: string | undefined): string =>
          BigInt.asUintN(64, BigInt(bits ?? '0'))
            .toString(16)
            .padStart(16, '0');
        expect(half(id?.getMostSignificantBits()) + half(id?.getLeastSignificantBits())).toBe(
          event.id.replaceAll('-', ''),
        );
        expect({ ...plain(structured.getEvent()), id: event.id }).toEqual(expected(event));
        expect(structured.getCommitPosition()).toBe(String(event.position));
      }),
    );
  });

  it('goes into a resolved link unchanged, or leaves it empty', () => {
    fc.assert(
      fc.property(storedEvents, storedEvents, (link, target) => {
        const frames = [encodeEventFrame(link), encodeEventFrame(target)] as const;
        const resolved = decode(linkedFrame(frames[0], frames[1], link.position));
        expect(plain(resolved.getEvent())).toEqual(expected(target));
        expect(plain(resolved.getLink())).toEqual(expected(link));
        expect(resolved.getCommitPosition()).toBe(String(link.position));
        expect(decode(linkedFrame(frames[0], undefined, link.position)).getEvent()).toBeUndefined();
        expect(recordedEventOf(frames[1]).length).toBeGreaterThan(0);
      }),
    );
  });
});
