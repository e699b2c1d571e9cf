import type { GrpcCall } from '../http/grpc-call';
import type { ReadRequest } from '../wire/read-messages';
import type { NodeContext } from './context';

/** Answers one read or subscription. Resolves when it is over; rejects with what ends the call in an error. */
export type ReadCall = (call: GrpcCall, context: NodeContext, request: ReadRequest) => Promise<void>;
