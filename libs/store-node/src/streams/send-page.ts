import type { GrpcCall } from '../http/grpc-call';

/** Sends a page of framed messages in one write and waits until the reader has room for the next. */
export async function sendPage(call: GrpcCall, frames: readonly Buffer[]): Promise<void> {
  call.span?.sent(frames.length);
  const [only] = frames;
  if (only !== undefined) call.write(frames.length === 1 ? only : Buffer.concat(frames));
  await call.drained();
}
