import { append } from '../streams/append';
import { batchAppend } from '../streams/batch-append';
import type { NodeContext } from '../streams/context';
import { deletion } from '../streams/delete';
import { read } from '../streams/read';
import { spanned } from '../trace/spanned';
import { frame } from '../wire/frames';
import { clusterInfo, type Member, supportedMethods } from '../wire/node-replies';
import type { GrpcCall } from './grpc-call';
import { GrpcError, Status } from './status';

export type Method = (call: GrpcCall, context: NodeContext) => void;

/** Everything this node answers over gRPC, by request path. */
export function methodsOf(member: Member): ReadonlyMap<string, Method> {
  return new Map<string, Method>([
    ['/event_store.client.streams.Streams/Read', spanned('store read', read)],
    ['/event_store.client.streams.Streams/Append', spanned('store append', append)],
    ['/event_store.client.streams.Streams/BatchAppend', batchAppend],
    ['/event_store.client.streams.Streams/Delete', spanned('store delete', deletion('delete'))],
    ['/event_store.client.streams.Streams/Tombstone', spanned('store tombstone', deletion('tombstone'))],
    ['/event_store.client.server_features.ServerFeatures/GetSupportedMethods', constant(supportedMethods)],
    ['/event_store.client.gossip.Gossip/Read', constant(() => clusterInfo(member))],
  ]);
}

/** A unary method whose answer does not depend on the request. */
function constant(answer: () => Buffer): Method {
  return (call) =>
    call.receive(
      () => undefined,
      () => {
        call.write(frame(answer()));
        call.finish();
      },
    );
}

export function unimplemented(path: string): GrpcError {
  return new GrpcError(
    Status.UNIMPLEMENTED,
    `This embedded node does not offer ${path.slice(1)}; connect to an EventStoreDB server for it.`,
  );
}
