import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { CompressedMessage, FrameParser, MessageTooLarge } from '../wire/frames';
import { WireError } from '../wire/reader';
import type { WorkSpan } from '../trace/work-span';
import type { Budget } from './budget';
import { grpcTimeout } from './grpc-timeout';
import { GrpcError, Status, type StatusCode } from './status';

const HEADERS = { ':status': 200, 'content-type': 'application/grpc' };

/** Characters that a header may carry as they are; everything else is percent-encoded. */
const UNSAFE_IN_HEADER = /[^\x20-\x24\x26-\x7e]/gu;

type Trailers = Readonly<Record<string, string>>;

/** What a call may cost before its request is whole. */
export interface CallBounds {
  readonly budget: Budget;
  /** How long the request may take to arrive; for a call without an end, each of its messages. */
  readonly requestMs: number;
}

/**
 * One gRPC call on one HTTP/2 stream: takes messages in, gives framed messages out with back-pressure, ends with a
 * status. Safe to use after the caller has gone: it then does nothing.
 */
export class GrpcCall {
  /** What the node does to this call when it stops; batch appends replace it. */
  onStop: () => void = () =>
    this.fail(new GrpcError(Status.UNAVAILABLE, 'The event store is stopping; try again.'));
  /** Where this call's work is told, if traces are wanted. */
  span: WorkSpan | undefined;
  /** The caller's trace context, as it came. */
  readonly traceparent: string | undefined;
  private readonly closing: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;
  private arrival: NodeJS.Timeout | undefined;
  private held = 0;
  private trailers: Trailers | undefined;

  constructor(
    private readonly stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    private readonly bounds: CallBounds,
  ) {
    stream.on('error', () => stream.close());
    stream.once('close', () => this.closed());
    const { traceparent } = headers;
    this.traceparent = typeof traceparent === 'string' ? traceparent : undefined;
    const timeout = grpcTimeout(headers['grpc-timeout']);
    if (timeout !== undefined) this.timer = setTimeout(() => this.expire(), timeout);
  }

  /** True once nothing can be answered any more: the caller left, or a status was sent. */
  get isOver(): boolean {
    return this.trailers !== undefined || this.stream.destroyed || this.stream.closed;
  }

  onClose(callback: () => void): void {
    this.closing.push(callback);
  }

  /** Hands over each message of one request, then its end. Errors thrown by either end the call. */
  receive(onMessage: (message: Buffer) => void, onEnd: () => void): void {
    this.awaitRest(true);
    this.take(onMessage, { onEnd, onChunk: () => undefined });
  }

  /** The same for a call whose caller goes on sending: only a message that was begun has to be ended. */
  receiveForever(onMessage: (message: Buffer) => void): void {
    this.take(onMessage, { onEnd: () => undefined, onChunk: (waiting) => this.awaitRest(waiting > 0) });
  }

  /** Counts what this call makes the node keep until it is over or gives it back. Throws GrpcError RESOURCE_EXHAUSTED. */
  hold(bytes: number): void {
    if (this.isOver) return;
    if (!this.bounds.budget.take(bytes)) throw tooMuchAtOnce(this.bounds.budget.most);
    this.held += bytes;
  }

  release(bytes: number): void {
    const given = Math.min(bytes, this.held);
    this.held -= given;
    this.bounds.budget.give(given);
  }

  /** Sends framed messages; false asks to wait for `drained` before the next. */
  write(framed: Uint8Array): boolean {
    if (this.isOver) return false;
    if (!this.stream.headersSent) this.stream.respond(HEADERS, { waitForTrailers: true });
    return this.stream.write(framed);
  }

  /** Takes no more messages from the caller until it has read what was written to it. */
  holdInput(): void {
    this.stream.pause();
    this.stream.once('drain', () => this.stream.resume());
  }

  /** Resolves when more may be written, or when the call is over; always lets other calls have a turn. */
  drained(): Promise<void> {
    if (this.isOver || !this.stream.writableNeedDrain) return new Promise((resolve) => setImmediate(resolve));
    return new Promise((resolve) => {
      const done = (): void => {
        this.stream.off('drain', done).off('close', done);
        resolve();
      };
      this.stream.once('drain', done).once('close', done);
    });
  }

  finish(): void {
    this.end(Status.OK, '', {});
  }

  /** Ends the call with the status that belongs to an error. */
  fail(error: unknown): void {
    const { status, message, trailers } = toGrpcError(error);
    this.end(status, message, trailers);
    // Whoever sends more than there is room for is asked to stop; else all of it would be taken in to be thrown away.
    if (status === Status.RESOURCE_EXHAUSTED) this.stream.close(constants.NGHTTP2_NO_ERROR);
  }

  /** Cuts the call off, which a client sees as cancelled by the server. */
  cancel(): void {
    this.stream.close(constants.NGHTTP2_CANCEL);
  }

  private take(
    onMessage: (message: Buffer) => void,
    { onEnd, onChunk }: { onEnd: () => void; onChunk: (waiting: number) => void },
  ): void {
    const parser = new FrameParser((message) => {
      if (!this.isOver) onMessage(message);
    });
    let waiting = 0;
    this.stream.on('data', (chunk: Buffer) => {
      if (this.isOver) return;
      this.guard(() => {
        // First, since a message that is whole now is counted again by whoever keeps it.
        this.release(waiting);
        waiting = 0;
        parser.push(chunk);
        this.hold(parser.waiting);
        waiting = parser.waiting;
        onChunk(waiting);
      });
    });
    this.stream.on('end', () => {
      this.awaitRest(false);
      if (this.isOver) return;
      this.guard(() => {
        parser.end();
        onEnd();
      });
    });
  }

  private awaitRest(isWaiting: boolean): void {
    if (isWaiting && this.arrival !== undefined) return;
    clearTimeout(this.arrival);
    this.arrival = isWaiting ? setTimeout(() => this.fail(neverWhole()), this.bounds.requestMs) : undefined;
  }

  private end(status: StatusCode, message: string, details: Trailers): void {
    if (this.isOver) return;
    this.settle();
    this.span?.end(status);
    const trailers = encodeTrailers(status, message, details);
    this.trailers = trailers;
    if (this.stream.headersSent) {
      this.stream.once('wantTrailers', () => this.stream.sendTrailers(trailers));
      this.stream.end();
    } else this.stream.respond({ ...HEADERS, ...trailers }, { endStream: true });
    // What the caller still sends must be taken off the connection, or it would stall.
    this.stream.resume();
  }

  private expire(): void {
    this.fail(new GrpcError(Status.DEADLINE_EXCEEDED, 'The deadline of the call has passed.'));
  }

  private closed(): void {
    this.settle();
    this.span?.end(Status.CANCELLED);
    for (const callback of this.closing) callback();
  }

  private settle(): void {
    clearTimeout(this.timer);
    clearTimeout(this.arrival);
    this.release(this.held);
  }

  private guard(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.fail(error);
    }
  }
}

function neverWhole(): GrpcError {
  return new GrpcError(Status.DEADLINE_EXCEEDED, 'The request took too long to arrive; nothing was stored.');
}

function tooMuchAtOnce(most: number): GrpcError {
  return new GrpcError(
    Status.RESOURCE_EXHAUSTED,
    `Requests that are not finished take more memory than the node gives them (${String(most)} bytes a connection); finish some first.`,
  );
}

function encodeTrailers(status: StatusCode, message: string, details: Trailers): Trailers {
  const trailers: Record<string, string> = { 'grpc-status': String(status) };
  if (message !== '') trailers['grpc-message'] = headerText(message);
  for (const [key, value] of Object.entries(details)) trailers[key] = headerText(value);
  return trailers;
}

function headerText(text: string): string {
  return text.toWellFormed().replace(UNSAFE_IN_HEADER, encodeURIComponent);
}

function toGrpcError(error: unknown): GrpcError {
  if (error instanceof GrpcError) return error;
  if (error instanceof WireError) return new GrpcError(Status.INVALID_ARGUMENT, error.message);
  if (error instanceof MessageTooLarge) return new GrpcError(Status.RESOURCE_EXHAUSTED, error.message);
  if (error instanceof CompressedMessage) return new GrpcError(Status.UNIMPLEMENTED, error.message);
  return new GrpcError(Status.INTERNAL, error instanceof Error ? error.message : String(error));
}
