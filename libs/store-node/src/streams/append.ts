import type { GrpcCall } from '../http/grpc-call';
import { GrpcError, invalidArgument, Status, streamDeleted } from '../http/status';
import { keyOf } from '../storage/streams';
import type { NewEvent, WriteOutcome } from '../storage/write-request';
import {
  type Expected,
  type ProposedEvent,
  readAppendPart,
  type WriteOptions,
} from '../wire/append-messages';
import { appendConflicted, appendSucceeded } from '../wire/append-replies';
import { frame } from '../wire/frames';
import { ProtoReader } from '../wire/reader';
import type { NodeContext } from './context';
import { appendTooLarge, EVENT_OVERHEAD, prepareEvent, requireStream } from './prepare-event';

/** Streams/Append: options, then one event per message; answered when the caller has sent all. */
export function append(call: GrpcCall, context: NodeContext): void {
  new AppendCall(call, context).start();
}

class AppendCall {
  private options: WriteOptions | undefined;
  private readonly events: NewEvent[] = [];
  private bytes = 0;

  constructor(
    private readonly call: GrpcCall,
    private readonly context: NodeContext,
  ) {}

  start(): void {
    this.call.receive(
      (message) => this.take(message),
      () => this.submit(),
    );
  }

  private take(message: Buffer): void {
    this.call.hold(message.length + EVENT_OVERHEAD);
    const part = readAppendPart(new ProtoReader(message));
    if (part.kind === 'options') this.begin(part.options);
    else if (this.options === undefined) throw invalidArgument('An append begins with its options.');
    else if (part.kind === 'event') this.add(part.event);
  }

  private begin(options: WriteOptions): void {
    this.options = options;
    this.call.span?.of(options.stream);
  }

  private add(proposed: ProposedEvent): void {
    this.bytes += proposed.data.length;
    if (this.bytes > this.context.maxAppendSize) throw appendTooLarge(this.context.maxAppendSize);
    this.events.push(prepareEvent(proposed));
  }

  private submit(): void {
    const stream = requireStream(this.options?.stream);
    const expected = requireExpected(this.options?.expected);
    this.context.store.writer.submit({
      request: { kind: 'append', stream: keyOf(stream), expected, events: this.events },
      isExpired: () => this.call.isOver,
      done: (outcome) => this.answer(outcome, stream, expected),
    });
  }

  private answer(outcome: WriteOutcome, stream: Buffer, expected: Expected): void {
    this.call.span?.wrote(this.events, outcome);
    switch (outcome.kind) {
      case 'written':
        return this.reply(appendSucceeded(outcome));
      case 'conflict':
        return this.reply(appendConflicted(expected, outcome.current));
      default:
        this.call.fail(writeError(outcome, stream));
    }
  }

  private reply(message: Buffer): void {
    this.call.write(frame(message));
    this.call.finish();
  }
}

export function requireExpected(expected: Expected | undefined): Expected {
  if (expected === undefined) throw invalidArgument('The expected revision of the stream is missing.');
  return expected;
}

/** The status of a write that did not happen. */
export function writeError(
  outcome: Exclude<WriteOutcome, { kind: 'written' | 'conflict' }>,
  stream: Buffer,
): GrpcError {
  if (outcome.kind === 'deleted') return streamDeleted(stream);
  if (outcome.kind === 'fault')
    return new GrpcError(outcome.damaged ? Status.DATA_LOSS : Status.INTERNAL, outcome.text);
  return new GrpcError(Status.DEADLINE_EXCEEDED, 'The deadline of the call has passed; nothing was stored.');
}
