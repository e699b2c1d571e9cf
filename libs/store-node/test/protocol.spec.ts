import { once } from 'node:events';
import { type ClientHttp2Session, connect, constants, type IncomingHttpHeaders } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Empty as SharedEmpty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import {
  AppendReq,
  BatchAppendReq,
  BatchAppendResp,
  ReadReq,
} from '@eventstore/db-client/generated/streams_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningStoreNode, startStoreNode } from '../src';
import { frame, FrameParser } from '../src/wire/frames';

const STREAMS = '/event_store.client.streams.Streams';

let node: RunningStoreNode;
let session: ClientHttp2Session;

beforeAll(async () => {
  node = await startStoreNode({ database: ':memory:', port: 0 });
  session = connect(`http://127.0.0.1:${String(node.port)}`, { maxSessionMemory: 100 });
});

afterAll(async () => {
  session.destroy();
  await node.stop();
});

interface Answer {
  readonly headers: IncomingHttpHeaders;
  readonly endsWithHeaders: boolean;
}

/** Sends messages and waits for the response headers. */
async function ask(
  path: string,
  messages: readonly Buffer[],
  more: Record<string, string> = {},
): Promise<Answer> {
  const stream = session.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
    ...more,
  });
  for (const message of messages) stream.write(frame(message));
  stream.end();
  const [headers, flags] = (await once(stream, 'response')) as [IncomingHttpHeaders, number];
  stream.close();
  return { headers, endsWithHeaders: (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0 };
}

const bytes = (message: { serializeBinary(): Uint8Array }): Buffer => Buffer.from(message.serializeBinary());
const identifier = (name: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Buffer.from(name));

describe('gRPC over HTTP/2', () => {
  it('announces its limits', async () => {
    if (Object.keys(session.remoteSettings).length === 0) await once(session, 'remoteSettings');
    expect(session.remoteSettings).toMatchObject({
      maxConcurrentStreams: 100,
      initialWindowSize: 786_432,
      maxHeaderListSize: 32_768,
    });
  });

  it('answers errors and empty reads with one frame of headers', async () => {
    const unknown = await ask('/event_store.client.projections.Projections/Create', [Buffer.alloc(0)]);
    expect(unknown.endsWithHeaders).toBe(true);
    expect(unknown.headers).toMatchObject({
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-status': '12',
    });
    expect(unknown.headers['grpc-message']).toContain(
      'does not offer event_store.client.projections.Projections/Create',
    );
    const { Options } = ReadReq;
    const options = new Options()
      .setAll(new Options.AllOptions().setEnd(new SharedEmpty()))
      .setCount('1')
      .setNoFilter(new SharedEmpty())
      .setUuidOption(new Options.UUIDOption().setString(new SharedEmpty()));
    const empty = await ask(`${STREAMS}/Read`, [bytes(new ReadReq().setOptions(options))]);
    expect(empty.endsWithHeaders).toBe(true);
    expect(empty.headers).toMatchObject({ ':status': 200, 'grpc-status': '0' });
  });

  it('accepts a call that says it came over https', async () => {
    const answer = await ask('/event_store.client.gossip.Gossip/Read', [Buffer.alloc(0)], {
      ':scheme': 'https',
    });
    expect(answer.headers[':status']).toBe(200);
  });

  it('ends a call whose deadline passes', async () => {
    const stream = session.request({
      ':method': 'POST',
      ':path': `${STREAMS}/Append`,
      'content-type': 'application/grpc',
      'grpc-timeout': '50m',
    });
    const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
    stream.close();
    expect(headers['grpc-status']).toBe('4');
  });

  it('refuses a message over 16 MiB, and takes 5 MiB as far as the check of the append size', async () => {
    const options = new AppendReq.Options().setStreamIdentifier(identifier('size')).setAny(new SharedEmpty());
    const begin = bytes(new AppendReq().setOptions(options));
    const event = (size: number): Buffer =>
      bytes(new AppendReq().setProposedMessage(new AppendReq.ProposedMessage().setData(Buffer.alloc(size))));
    const large = await ask(`${STREAMS}/Append`, [begin, event(5 * 1024 * 1024)]);
    expect(large.headers).toMatchObject({ 'grpc-status': '3', exception: 'maximum-append-size-exceeded' });
    const tooLarge = await ask(`${STREAMS}/Append`, [begin, event(16 * 1024 * 1024)]);
    expect(tooLarge.headers['grpc-status']).toBe('8');
  });

  it('refuses nonsense and compressed messages', async () => {
    const nonsense = await ask(`${STREAMS}/Append`, [Buffer.from([0xff, 0xff])]);
    expect(nonsense.headers['grpc-status']).toBe('3');
    const stream = session.request({
      ':method': 'POST',
      ':path': `${STREAMS}/Append`,
      'content-type': 'application/grpc',
    });
    stream.end(Buffer.from([1, 0, 0, 0, 1, 9]));
    const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
    stream.close();
    expect(headers['grpc-status']).toBe('12');
  });

  it('speaks to a caller whose bytes arrive one at a time', async () => {
    const socket = connectTcp(node.port, '127.0.0.1');
    for (const byte of Buffer.from('GET /ping HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')) {
      socket.write(Buffer.of(byte));
      await sleep(1);
    }
    expect(await text(socket)).toContain('200 OK');
  });
});

describe('BatchAppend', () => {
  /** Sends parts, closes its side, and waits for so many replies. */
  async function batch(parts: readonly BatchAppendReq[], replies: number): Promise<BatchAppendResp[]> {
    const stream = session.request({
      ':method': 'POST',
      ':path': `${STREAMS}/BatchAppend`,
      'content-type': 'application/grpc',
    });
    for (const part of parts) stream.write(frame(bytes(part)));
    stream.end();
    const taken: BatchAppendResp[] = [];
    await new Promise<void>((resolve, reject) => {
      const parser = new FrameParser((message) => {
        if (taken.push(BatchAppendResp.deserializeBinary(message)) === replies) resolve();
      });
      stream
        .on('data', (chunk: Buffer) => parser.push(chunk))
        .once('error', reject)
        .once('end', reject);
    });
    stream.close();
    return taken;
  }

  const part = (id: string, stream: string | undefined, isFinal: boolean): BatchAppendReq => {
    const request = new BatchAppendReq().setCorrelationId(new UUID().setString(id)).setIsFinal(isFinal);
    if (stream !== undefined) {
      request.setOptions(
        new BatchAppendReq.Options().setStreamIdentifier(identifier(stream)).setAny(new Empty()),
      );
    }
    const event = new BatchAppendReq.ProposedMessage().setId(new UUID().setString(crypto.randomUUID()));
    event.getMetadataMap().set('type', 't').set('content-type', 'application/json');
    return request.addProposedMessages(event) && request;
  };

  const [one, two, three] = [1, 2, 3].map((n) => `10000000-0000-4000-8000-00000000000${String(n)}`) as [
    string,
    string,
    string,
  ];

  it('puts parts together, ignores strays and repeated options, and stays open after the caller closed its side', async () => {
    const parts = [
      part(two, undefined, true),
      part(one, 'batch', false),
      part(one, 'elsewhere', false),
      part(one, undefined, true),
    ];
    const [reply, ...others] = await batch(parts, 1);
    expect(others).toEqual([]);
    expect(reply?.getCorrelationId()?.getString()).toBe(one);
    expect(reply?.getSuccess()?.getCurrentRevision()).toBe('2');
    expect(Buffer.from(reply?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()).toBe('batch');
  });

  it('times out a write whose last part never comes', async () => {
    const [reply] = await batch([part(three, 'unfinished', false)], 1);
    expect(reply?.getCorrelationId()?.getString()).toBe(three);
    expect(reply?.getError()?.getDetails()?.getTypeName()).toBe('event_store.client.Timeout');
  });

  it('refuses an event without id, with the reason', async () => {
    const request = part(one, 'bad', true);
    request.getProposedMessagesList()[0]?.setId(new UUID().setString('nonsense'));
    const [reply] = await batch([request], 1);
    expect(reply?.getError()?.getCode()).toBe(3);
    expect(reply?.getError()?.getDetails()?.getTypeName()).toBe('event_store.client.BadRequest');
  });
});
