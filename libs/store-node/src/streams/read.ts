import type { GrpcCall } from '../http/grpc-call';
import { GrpcError, invalidArgument, Status } from '../http/status';
import { explain, isSqliteError, StoreFault } from '../storage/faults';
import { ProtoReader } from '../wire/reader';
import { type ReadRequest, readReadRequest } from '../wire/read-messages';
import type { NodeContext } from './context';
import { readAll } from './read-all';
import type { ReadCall } from './read-call';
import { readStream } from './read-stream';
import { subscribeToAll } from './subscribe-to-all';
import { subscribeToStream } from './subscribe-to-stream';

/** Streams/Read: one request, then events; a subscription when the caller asks for one instead of a count. */
export function read(call: GrpcCall, context: NodeContext): void {
  let request: Buffer = Buffer.alloc(0);
  call.receive(
    (message) => {
      call.hold(message.length);
      request = message;
    },
    () => {
      const options = readReadRequest(new ProtoReader(request));
      call.span?.reads(options);
      choose(options)(call, context, options).catch((error: unknown) => call.fail(asFault(error, context)));
    },
  );
}

function choose(request: ReadRequest): ReadCall {
  if (request.uuid === undefined)
    throw invalidArgument('The read says in neither form how to spell event ids (uuid_option).');
  const { source, count, filter, backwards } = request;
  const filterable = filter === 'none' || (filter !== undefined && source === 'all');
  if (source === undefined || request.from === undefined || count === undefined || !filterable)
    throw combination(request);
  if (count !== 'subscription') return source === 'stream' ? readStream : readAll;
  if (backwards) throw combination(request);
  return source === 'stream' ? subscribeToStream : subscribeToAll;
}

function combination(request: ReadRequest): GrpcError {
  const parts = [
    request.source ?? 'no stream option',
    request.from?.kind ?? 'no starting point',
    request.count === 'subscription' ? 'subscription' : request.count === undefined ? 'no count' : 'count',
    request.backwards ? 'backwards' : 'forwards',
    request.filter === undefined ? 'no filter option' : request.filter === 'none' ? 'no filter' : 'filter',
  ];
  return invalidArgument(`The combination of (${parts.join(', ')}) cannot be read.`);
}

function asFault(error: unknown, context: NodeContext): unknown {
  if (!isSqliteError(error) && !(error instanceof StoreFault)) return error;
  const { code, message } = explain(error, context.store.database);
  const damaged = code === 'DAMAGED' || code === 'CORRUPT';
  return new GrpcError(damaged ? Status.DATA_LOSS : Status.INTERNAL, message);
}
