import { createServer, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { Budget } from '../../../libs/store-node/src/http/budget';
import { GrpcCall } from '../../../libs/store-node/src/http/grpc-call';
import { CONNECTION_WINDOW, HTTP2_SETTINGS, LIMITS } from '../../../libs/store-node/src/http/limits';
import { openStore, type Store } from '../../../libs/store-node/src/storage/store';
import { PAGE_EVENTS } from '../../../libs/store-node/src/storage/stored-events';
import type { Submission } from '../../../libs/store-node/src/storage/group-writer';
import { batchAppend } from '../../../libs/store-node/src/streams/batch-append';
import { frame } from '../../../libs/store-node/src/wire/frames';
import { supportedMethods } from '../../../libs/store-node/src/wire/node-replies';
import { readReadRequest } from '../../../libs/store-node/src/wire/read-messages';
import { ProtoReader } from '../../../libs/store-node/src/wire/reader';
import { plainEvent } from './plain-event';

/**
 * The ceiling that a client sets: a node that acknowledges appends without storing them, and answers every read with
 * one page again and again, made once. A process of its own; it ends with whoever started it.
 */
function main(): void {
  const page = cannedPage();
  const methods = new Map<string, (call: GrpcCall) => void>([
    ['/event_store.client.server_features.ServerFeatures/GetSupportedMethods', (call) => features(call)],
    ['/event_store.client.streams.Streams/BatchAppend', acknowledging()],
    ['/event_store.client.streams.Streams/Read', (call) => replay(call, page)],
  ]);
  const budget = new Budget(LIMITS.heldInAll);
  const server = createServer({ settings: HTTP2_SETTINGS });
  server.on('connection', (socket: Socket) => void socket.setNoDelay(true));
  server.on('session', (session) => session.setLocalWindowSize(CONNECTION_WINDOW));
  server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => {
    const call = new GrpcCall(stream, headers, { budget, requestMs: LIMITS.requestMs });
    const method = methods.get(headers[':path'] ?? '');
    if (method) method(call);
    else call.fail(new Error('This node is hollow.'));
  });
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ ready: true, port: (server.address() as AddressInfo).port });
  });
  process.once('disconnect', () => process.exit(0));
  process.once('SIGTERM', () => process.exit(0));
}

function features(call: GrpcCall): void {
  call.receive(
    () => undefined,
    () => {
      call.write(frame(supportedMethods()));
      call.finish();
    },
  );
}

/** The node's own reading of appends and writing of replies, with nothing in between. */
function acknowledging(): (call: GrpcCall) => void {
  let position = 0;
  const writer = {
    submit: ({ request, done }: Submission) => {
      const count = request.kind === 'append' ? request.events.length : 1;
      position += count;
      queueMicrotask(() => done({ kind: 'written', revision: position, position }));
    },
  };
  const context = { store: { writer } as unknown as Store, maxAppendSize: 1_048_576 };
  return (call) => batchAppend(call, context);
}

interface Page {
  readonly bytes: Buffer;
  readonly events: number;
}

/** As many events as the node reads at a time, as it would send them. */
function cannedPage(): Page {
  const store = openStore(':memory:');
  const append = { kind: 'append', stream: 'canned', expected: { kind: 'any' } } as const;
  store.writer.submit({
    request: { ...append, events: Array.from({ length: PAGE_EVENTS }, () => plainEvent()) },
    isExpired: () => false,
    done: () => undefined,
  });
  store.writer.flush();
  const first = store.lastPosition() - PAGE_EVENTS + 1;
  const frames = store.events.allPage(first).map((row) => row.frame);
  store.close();
  return { bytes: Buffer.concat(frames), events: frames.length };
}

function replay(call: GrpcCall, page: Page): void {
  let count = 0;
  call.receive(
    (message) => (count = Number(readReadRequest(new ProtoReader(message)).count)),
    () => void send(call, page, count),
  );
}

/** Whole pages: the last may hold a few events more than were asked for. */
async function send(call: GrpcCall, { bytes, events }: Page, count: number): Promise<void> {
  for (let sent = 0; sent < count && !call.isOver; sent += events) {
    call.write(bytes);
    await call.drained();
  }
  call.finish();
}

main();
