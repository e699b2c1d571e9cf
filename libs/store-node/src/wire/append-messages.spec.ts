import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { AppendReq, BatchAppendReq, DeleteReq } from '@eventstore/db-client/generated/streams_pb';
import { Duration } from 'google-protobuf/google/protobuf/duration_pb';
import { Empty as GoogleEmpty } from 'google-protobuf/google/protobuf/empty_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readAppendPart, readBatchPart, readDeletion, type Expected } from './append-messages';
import { ProtoReader, WireError } from './reader';

const reader = (message: { serializeBinary(): Uint8Array }): ProtoReader =>
  new ProtoReader(Buffer.from(message.serializeBinary()));

const expectations = fc.oneof(
  fc.constant<Expected>({ kind: 'any' }),
  fc.constant<Expected>({ kind: 'noStream' }),
  fc.constant<Expected>({ kind: 'streamExists' }),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map<Expected>((revision) => ({ kind: 'revision', revision })),
);

const streams = fc.uint8Array({ minLength: 1, maxLength: 30 });

function expecting<T extends AppendReq.Options | DeleteReq.Options>(options: T, expected: Expected): T {
  if (expected.kind === 'any') options.setAny(new Empty());
  else if (expected.kind === 'noStream') options.setNoStream(new Empty());
  else if (expected.kind === 'streamExists') options.setStreamExists(new Empty());
  else options.setRevision(String(expected.revision));
  return options;
}

const events = fc.record({
  id: fc.uuid(),
  type: fc.option(fc.string({ unit: 'binary' }), { nil: undefined }),
  contentType: fc.option(fc.constantFrom('application/json', 'text/plain', ''), { nil: undefined }),
  metadata: fc.uint8Array({ maxLength: 300 }),
  data: fc.uint8Array({ maxLength: 300 }),
});

type Event = typeof events extends fc.Arbitrary<infer T> ? T : never;

function proposed<T extends AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage>(
  message: T,
  event: Event,
): T {
  message.setId(new UUID().setString(event.id));
  if (event.type !== undefined) message.getMetadataMap().set('type', event.type);
  if (event.contentType !== undefined) message.getMetadataMap().set('content-type', event.contentType);
  message.setCustomMetadata(event.metadata);
  message.setData(event.data);
  return message;
}

const asRead = (event: Event): object => ({
  ...event,
  metadata: Buffer.from(event.metadata),
  data: Buffer.from(event.data),
});

describe('requests to write', () => {
  it('reads the options of an append as the generated code writes them', () => {
    fc.assert(
      fc.property(streams, expectations, (stream, expected) => {
        const options = expecting(new AppendReq.Options(), expected);
        options.setStreamIdentifier(new StreamIdentifier().setStreamName(stream));
        expect(readAppendPart(reader(new AppendReq().setOptions(options)))).toEqual({
          kind: 'options',
          options: { stream: Buffer.from(stream), expected },
        });
      }),
    );
  });

  it('reads proposed events', () => {
    fc.assert(
      fc.property(events, (event) => {
        const message = new AppendReq().setProposedMessage(proposed(new AppendReq.ProposedMessage(), event));
        expect(readAppendPart(reader(message))).toEqual({ kind: 'event', event: asRead(event) });
      }),
    );
  });

  it('reads deletions', () => {
    fc.assert(
      fc.property(streams, expectations, (stream, expected) => {
        const options = expecting(new DeleteReq.Options(), expected);
        options.setStreamIdentifier(new StreamIdentifier().setStreamName(stream));
        expect(readDeletion(reader(new DeleteReq().setOptions(options)))).toEqual({
          stream: Buffer.from(stream),
          expected,
        });
      }),
    );
  });

  it('reads parts of batch appends and keeps correlation id and stream as sent', () => {
    const deadlines = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true });
    fc.assert(
      fc.property(fc.uuid(), streams, fc.array(events), deadlines, (id, stream, sent, deadline) => {
        const correlation = new UUID().setString(id);
        const identifier = new StreamIdentifier().setStreamName(stream);
        const options = new BatchAppendReq.Options()
          .setStreamIdentifier(identifier)
          .setStreamExists(new GoogleEmpty())
          .setDeadline(Timestamp.fromDate(deadline));
        const message = new BatchAppendReq()
          .setCorrelationId(correlation)
          .setOptions(options)
          .setIsFinal(true);
        for (const event of sent)
          message.addProposedMessages(proposed(new BatchAppendReq.ProposedMessage(), event));
        expect(readBatchPart(reader(message))).toEqual({
          correlation: Buffer.from(correlation.serializeBinary()),
          isFinal: true,
          events: sent.map(asRead),
          options: {
            identifier: Buffer.from(identifier.serializeBinary()),
            stream: Buffer.from(stream),
            expected: { kind: 'streamExists' },
            deadline: deadline.getTime(),
          },
        });
      }),
    );
  });

  it('reads a deadline given as a duration', () => {
    const before = Date.now();
    const options = new BatchAppendReq.Options().setAny(new GoogleEmpty());
    const bytes = [
      ...options.serializeBinary(),
      0x3a,
      ...nested(new Duration().setSeconds(3).setNanos(5e8).serializeBinary()),
    ];
    const message = Buffer.from([0x12, ...nested(Uint8Array.from(bytes))]);
    const deadline = readBatchPart(new ProtoReader(message)).options?.deadline ?? 0;
    expect(deadline).toBeGreaterThanOrEqual(before + 3500);
    expect(deadline).toBeLessThanOrEqual(Date.now() + 3500);
  });

  it('takes a deadline before 1970 for one that has passed', () => {
    const deadline = Timestamp.fromDate(new Date(-86_400_000));
    const options = new BatchAppendReq.Options().setAny(new GoogleEmpty()).setDeadline(deadline);
    const message = Buffer.from(new BatchAppendReq().setOptions(options).serializeBinary());
    const read = readBatchPart(new ProtoReader(message)).options?.deadline;
    expect(read).toBeLessThan(0);
    expect(read).toBeGreaterThan(-86_403_000);
  });

  it('reads structured ids as lower-case text', () => {
    const structured = new UUID.Structured().setMostSignificantBits('-1').setLeastSignificantBits('1');
    const event = new AppendReq.ProposedMessage().setId(new UUID().setStructured(structured));
    const part = readAppendPart(reader(new AppendReq().setProposedMessage(event)));
    expect(part).toMatchObject({ event: { id: 'ffffffff-ffff-ffff-0000-000000000001' } });
  });

  it('never fails in any other way than with WireError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          readBatchPart(new ProtoReader(Buffer.from(bytes)));
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }),
    );
  });
});

const nested = (bytes: Uint8Array): number[] => [bytes.length, ...bytes];
