import { Empty, StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ProtoReader } from './reader';
import { type ReadRequest, readReadRequest } from './read-messages';

const { Options } = ReadReq;
const read = (options: ReadReq.Options): ReadRequest =>
  readReadRequest(new ProtoReader(Buffer.from(new ReadReq().setOptions(options).serializeBinary())));

const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

describe('requests to read', () => {
  it('reads a stream request', () => {
    fc.assert(
      fc.property(fc.uint8Array(), uint64, fc.nat(), fc.boolean(), (name, revision, count, flag) => {
        const stream = new Options.StreamOptions()
          .setStreamIdentifier(new StreamIdentifier().setStreamName(name))
          .setRevision(String(revision));
        const options = new Options()
          .setStream(stream)
          .setReadDirection(flag ? Options.ReadDirection.BACKWARDS : Options.ReadDirection.FORWARDS)
          .setResolveLinks(flag)
          .setCount(String(count))
          .setNoFilter(new Empty())
          .setUuidOption(new Options.UUIDOption().setString(new Empty()))
          .setControlOption(new Options.ControlOption().setCompatibility(1));
        expect(read(options)).toEqual({
          stream: Buffer.from(name),
          source: 'stream',
          from: { kind: 'revision', revision },
          backwards: flag,
          resolveLinks: flag,
          count,
          filter: 'none',
          uuid: 'string',
          compatibility: 1,
        });
      }),
    );
  });

  it('reads a filtered subscription to $all', () => {
    fc.assert(
      fc.property(uint64, uint64, fc.array(fc.string()), fc.nat(), (commit, prepare, prefixes, number) => {
        const position = new Options.Position()
          .setCommitPosition(String(commit))
          .setPreparePosition(String(prepare));
        const filter = new Options.FilterOptions()
          .setEventType(new Options.FilterOptions.Expression().setPrefixList(prefixes))
          .setMax(number)
          .setCheckpointintervalmultiplier(number);
        const options = new Options()
          .setAll(new Options.AllOptions().setPosition(position))
          .setSubscription(new Options.SubscriptionOptions())
          .setFilter(filter)
          .setUuidOption(new Options.UUIDOption().setStructured(new Empty()));
        expect(read(options)).toEqual({
          stream: undefined,
          source: 'all',
          from: { kind: 'position', commit, prepare },
          backwards: false,
          resolveLinks: false,
          count: 'subscription',
          filter: { on: 'type', regex: '', prefixes, window: number, multiplier: number },
          uuid: 'structured',
          compatibility: 0,
        });
      }),
    );
  });

  it('takes the count window for 32 events and keeps the edges apart', () => {
    const expression = new Options.FilterOptions.Expression().setRegex('^a');
    const filter = new Options.FilterOptions().setStreamIdentifier(expression).setCount(new Empty());
    const start = read(
      new Options().setAll(new Options.AllOptions().setStart(new Empty())).setFilter(filter),
    );
    expect(start.from).toEqual({ kind: 'start' });
    expect(start.filter).toEqual({ on: 'stream', regex: '^a', prefixes: [], window: 32, multiplier: 0 });
    const end = read(new Options().setStream(new Options.StreamOptions().setEnd(new Empty())));
    expect(end.from).toEqual({ kind: 'end' });
  });

  it('leaves out what the caller left out', () => {
    expect(read(new Options())).toEqual({
      stream: undefined,
      source: undefined,
      from: undefined,
      backwards: false,
      resolveLinks: false,
      count: undefined,
      filter: undefined,
      uuid: undefined,
      compatibility: 0,
    });
  });
});
