import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type ClientSessionOptions,
  connect,
  type IncomingHttpHeaders,
} from 'node:http2';
import { Empty as SharedEmpty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { AppendReq, BatchAppendReq, ReadReq } from '@eventstore/db-client/generated/streams_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';

/** gRPC without a gRPC library, so that a caller can behave as no library would. */
export async function openSession(
  port: number,
  options: ClientSessionOptions = {},
): Promise<ClientHttp2Session> {
  const session = connect(`http://127.0.0.1:${String(port)}`, options);
  session.on('error', () => undefined);
  await once(session, 'remoteSettings');
  return session;
}

export function call(
  session: ClientHttp2Session,
  method: string,
  more: Readonly<Record<string, string>> = {},
): ClientHttp2Stream {
  const path = { ':method': 'POST', ':path': `/event_store.client.streams.Streams/${method}` };
  const headers = { ...path, 'content-type': 'application/grpc', ...more };
  return session.request(headers).on('error', () => undefined);
}

/** The gRPC status of a call that ends with its headers; undefined when it is cut off without any. */
export function statusOf(stream: ClientHttp2Stream): Promise<string | undefined> {
  return new Promise((resolve) => {
    stream.once('close', () => resolve(undefined));
    stream.once('response', (headers: IncomingHttpHeaders) => {
      const status = headers['grpc-status'];
      resolve(typeof status === 'string' ? status : undefined);
    });
  });
}

export const framed = (message: { serializeBinary(): Uint8Array }): Buffer => {
  const bytes = message.serializeBinary();
  const header = Buffer.alloc(5);
  header.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([header, bytes]);
};

const identifier = (stream: string): StreamIdentifier =>
  new StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64'));

/** A subscription from the end of a stream, or of everything. */
export function subscription(stream?: string): Buffer {
  const { Options } = ReadReq;
  const options = new Options()
    .setSubscription(new Options.SubscriptionOptions())
    .setNoFilter(new SharedEmpty())
    .setUuidOption(new Options.UUIDOption().setString(new SharedEmpty()));
  if (stream === undefined) options.setAll(new Options.AllOptions().setEnd(new SharedEmpty()));
  else {
    const from = new Options.StreamOptions()
      .setStreamIdentifier(identifier(stream))
      .setEnd(new SharedEmpty());
    options.setStream(from);
  }
  return framed(new ReadReq().setOptions(options));
}

/** The first message of an Append. */
export function appendOptions(stream: string): Buffer {
  const options = new AppendReq.Options().setStreamIdentifier(identifier(stream)).setAny(new SharedEmpty());
  return framed(new AppendReq().setOptions(options));
}

export interface BatchPartPlan {
  readonly stream: string;
  readonly bytes: number;
  readonly isFinal: boolean;
  readonly id?: string;
}

/** One part of a batch append with one event; its correlation id is the event's. */
export function batchPart({ stream, bytes, isFinal, id = randomUUID() }: BatchPartPlan): Buffer {
  const event = new BatchAppendReq.ProposedMessage().setId(new UUID().setString(id));
  event.setData(Buffer.alloc(bytes, 120).toString('base64'));
  event.getMetadataMap().set('type', 'Loaded').set('content-type', 'application/octet-stream');
  const options = new BatchAppendReq.Options().setStreamIdentifier(identifier(stream)).setAny(new Empty());
  const request = new BatchAppendReq().setCorrelationId(new UUID().setString(id)).setOptions(options);
  request.setIsFinal(isFinal).addProposedMessages(event);
  return framed(request);
}
