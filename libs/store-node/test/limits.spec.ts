import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type IncomingHttpHeaders,
} from 'node:http2';
import { connect as connectTcp, type Socket } from 'node:net';
import { Empty as SharedEmpty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { AppendReq, BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LIMITS, type Limits } from '../src/http/limits';
import { NodeServer } from '../src/http/server';
import { openStore, type Store } from '../src/storage/store';
import { frame, FrameParser } from '../src/wire/frames';

jest.setTimeout(60_000);

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
const EMPTY_SETTINGS = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);

let store: Store;
let server: NodeServer;
let port: number;
const open: { destroy(): void }[] = [];

beforeEach(() => {
  store = openStore(':memory:');
});

afterEach(async () => {
  for (const one of open.splice(0)) one.destroy();
  server.refuse();
  await server.stop();
  store.writer.flush();
  store.close();
});

async function start(limits: Partial<Limits>): Promise<void> {
  const context = { store, maxAppendSize: 1_048_576 };
  const where = { host: '127.0.0.1', port: 0, instance: randomUUID(), metrics: false };
  server = new NodeServer({ ...where, context, limits: { ...LIMITS, ...limits } });
  port = await server.listen();
}

async function socket(...bytes: (string | Buffer)[]): Promise<Socket> {
  const one = connectTcp(port, '127.0.0.1');
  open.push(one);
  one.on('error', () => undefined).resume();
  await once(one, 'connect');
  for (const part of bytes) one.write(part);
  return one;
}

/** Also when it is reset, which is an end as good as any; `once` would reject then. */
function closed(one: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (one.closed) resolve();
    else one.once('close', () => resolve());
  });
}

function session(): ClientHttp2Session {
  const one = connect(`http://127.0.0.1:${String(port)}`);
  open.push(one);
  return one.on('error', () => undefined);
}

function call(on: ClientHttp2Session, method: string): ClientHttp2Stream {
  const path = { ':method': 'POST', ':path': `/event_store.client.streams.Streams/${method}` };
  return on.request({ ...path, 'content-type': 'application/grpc' }).on('error', () => undefined);
}

async function statusOf(stream: ClientHttp2Stream): Promise<unknown> {
  const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders];
  return headers['grpc-status'];
}

const bytes = (message: { serializeBinary(): Uint8Array }): Buffer => frame(message.serializeBinary());
const identifier = new StreamIdentifier().setStreamName(Buffer.from('s').toString('base64'));

function appendOptions(): Buffer {
  const options = new AppendReq.Options().setStreamIdentifier(identifier).setAny(new SharedEmpty());
  return bytes(new AppendReq().setOptions(options));
}

function part(size: number): BatchAppendReq {
  const event = new BatchAppendReq.ProposedMessage().setId(new UUID().setString(randomUUID()));
  event.setData(Buffer.alloc(size).toString('base64'));
  event.getMetadataMap().set('type', 't').set('content-type', 'application/json');
  const options = new BatchAppendReq.Options().setStreamIdentifier(identifier).setAny(new Empty());
  const request = new BatchAppendReq().setCorrelationId(new UUID().setString(randomUUID()));
  request.setOptions(options).addProposedMessages(event);
  return request;
}

describe('connections', () => {
  it('that do not say what they are end, however slowly they say it', async () => {
    await start({ greetingMs: 300 });
    const silent = await socket();
    const dribbling = await socket();
    const timer = setInterval(() => dribbling.write('P'), 50);
    // Not `once` of node:events: a byte that crosses the node's end makes it a reset, which is an end too.
    await Promise.all([silent, dribbling].map((one) => new Promise((resolve) => one.once('close', resolve))));
    clearInterval(timer);
  });

  it('of plain HTTP end, however slowly their headers or bodies come', async () => {
    await start({ plainMs: 300 });
    const slow = await Promise.all([
      socket('GET /ping HTTP/1.1\r\nx: '),
      socket('POST /ping HTTP/1.1\r\nhost: x\r\ncontent-length: 9999999\r\n\r\n'),
    ]);
    const timer = setInterval(() => slow.forEach((one) => one.writable && one.write('a')), 50);
    await Promise.all(slow.map(closed));
    clearInterval(timer);
  });

  it('whose other side is gone end; the living stay', async () => {
    await start({ pingEveryMs: 50, pingPatienceMs: 1500 });
    const living = session();
    await once(living, 'connect');
    const gone = await socket(PREFACE, EMPTY_SETTINGS);
    const unfinished = await socket(PREFACE, EMPTY_SETTINGS, Buffer.from([0, 0, 9, 1, 0, 0, 0, 0, 1, 0x83]));
    await Promise.all([closed(gone), closed(unfinished)]);
    expect(living.destroyed).toBe(false);
    expect(await statusOf(call(living, 'Nothing').end())).toBe('12');
  });

  it('are only so many', async () => {
    await start({ connections: 2 });
    await socket();
    await socket();
    const third = connectTcp(port, '127.0.0.1').on('error', () => undefined);
    open.push(third);
    await closed(third.resume());
  });
});

describe('requests', () => {
  it('that never become whole end', async () => {
    await start({ requestMs: 200 });
    const one = session();
    const append = call(one, 'Append');
    append.write(appendOptions());
    const batch = call(one, 'BatchAppend');
    batch.write(Buffer.from([0, 0, 0, 1, 0, 9]));
    expect(await Promise.all([statusOf(append), statusOf(batch)])).toEqual(['4', '4']);
  });

  it('of a call that goes on may keep the node waiting between them', async () => {
    await start({ requestMs: 200 });
    const batch = call(session(), 'BatchAppend');
    const replies = await repliesTo(batch, [bytes(part(10).setIsFinal(true))], 1);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const more = await repliesTo(batch, [bytes(part(10).setIsFinal(true))], 1);
    expect([...replies, ...more].map((reply) => reply.hasSuccess())).toEqual([true, true]);
  });

  it('share a bound on what they keep in memory, a connection and all together', async () => {
    await start({ heldPerConnection: 100_000, heldInAll: 150_000 });
    const [one, other] = [session(), session()];
    const fill = (on: ClientHttp2Session, size: number): ClientHttp2Stream => {
      const append = call(on, 'Append');
      append.write(appendOptions());
      append.write(Buffer.concat([Buffer.from([0, 0, 15, 0, 0]), Buffer.alloc(size)]));
      return append;
    };
    fill(one, 80_000);
    expect(await statusOf(fill(one, 80_000))).toBe('8');
    expect(await statusOf(fill(other, 90_000))).toBe('8');
    one.destroy();
    await once(one, 'close');
    const answer = await repliesTo(call(other, 'BatchAppend'), [bytes(part(60_000).setIsFinal(true))], 1);
    expect(answer.map((reply) => reply.hasSuccess())).toEqual([true]);
  });

  it('refuse an unfinished batch append that has no room, and time out the others', async () => {
    await start({ heldPerConnection: 2000 });
    const parts = [part(10), part(10)].map(bytes);
    const replies = await repliesTo(call(session(), 'BatchAppend'), parts, 2);
    expect(replies.map((reply) => reply.getError()?.getCode()).sort()).toEqual([4, 8]);
  });
});

async function repliesTo(
  stream: ClientHttp2Stream,
  parts: Buffer[],
  count: number,
): Promise<BatchAppendResp[]> {
  const replies: BatchAppendResp[] = [];
  for (const one of parts) stream.write(one);
  await new Promise<void>((resolve) => {
    const parser = new FrameParser((message) => {
      if (replies.push(BatchAppendResp.deserializeBinary(message)) === count) resolve();
    });
    stream.removeAllListeners('data').on('data', (chunk: Buffer) => parser.push(chunk));
  });
  return replies;
}
