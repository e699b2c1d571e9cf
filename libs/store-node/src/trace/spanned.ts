import type { GrpcCall } from '../http/grpc-call';
import type { NodeContext } from '../streams/context';
import { WorkSpan } from './work-span';

type Call = (call: GrpcCall, context: NodeContext) => void;

/** The same method; where traces are wanted each call is a span. */
export function spanned(name: string, method: Call): Call {
  return (call, context) => {
    call.span = beginSpan(context, name, call.traceparent);
    method(call, context);
  };
}

export function beginSpan(
  { trace }: NodeContext,
  name: string,
  traceparent: string | undefined,
): WorkSpan | undefined {
  return trace && new WorkSpan(trace, name, traceparent);
}
