import type { GrpcCall } from '../http/grpc-call';

/** Sends a copy of a page of framed messages in one write and waits until the reader has room for the next. */
export async function sendPage(call: GrpcCall, frames: readonly Buffer[]): Promise<void> {
  call.span?.sent(frames.length);
  if (frames.length > 0) call.write(Buffer.concat(frames));
  await call.drained();
}
