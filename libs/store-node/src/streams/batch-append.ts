import type { GrpcCall } from '../http/grpc-call';
import { GrpcError, Status } from '../http/status';
import { keyOf } from '../storage/streams';
import { beginSpan } from '../trace/spanned';
import { type BatchPart, readBatchPart } from '../wire/append-messages';
import { frame } from '../wire/frames';
import { ProtoReader } from '../wire/reader';
import { readUuid } from '../wire/uuid';
import { refusal, statusOf, timeout, toReply } from './batch-outcomes';
import { PendingBatch } from './pending-batch';
import { EVENT_OVERHEAD } from './prepare-event';
import type { NodeContext } from './context';

/** What an append costs that has not arrived whole, beside its bytes: its objects and its timer. */
const BATCH_OVERHEAD = 1024;

/**
 * Streams/BatchAppend: many appends over one call, each in one or more parts tied together by a correlation id.
 * Replies come as the writes end, whatever order they were asked in; the call stays open until the caller leaves.
 */
export function batchAppend(call: GrpcCall, context: NodeContext): void {
  new BatchAppendCall(call, context).start();
}

class BatchAppendCall {
  private readonly pending = new Map<string, PendingBatch>();
  private replies: Buffer[] = [];

  constructor(
    private readonly call: GrpcCall,
    private readonly context: NodeContext,
  ) {}

  start(): void {
    // Cut off without a status, so that clients report every append they wait for as cancelled.
    this.call.onStop = () => this.call.cancel();
    this.call.onClose(() => this.pending.forEach((batch) => batch.abandon()));
    this.call.receiveForever((message) => this.take(readBatchPart(new ProtoReader(message)), message.length));
  }

  private take(part: BatchPart, bytes: number): void {
    const correlation = part.correlation === undefined ? '' : readUuid(new ProtoReader(part.correlation));
    const batch = this.pending.get(correlation) ?? this.open(part, correlation);
    if (batch === undefined) return;
    if (!batch.isRefused) this.add(batch, part, bytes);
    if (!part.isFinal) return;
    this.close(correlation, batch);
    if (!batch.isRefused) this.submit(batch);
  }

  /** A part without options that belongs to nothing gets no reply. */
  private open(part: BatchPart, correlation: string): PendingBatch | undefined {
    if (part.options === undefined) return undefined;
    const batch = new PendingBatch(part.options, part.correlation, this.context.maxAppendSize);
    batch.span = beginSpan(this.context, 'store append', this.call.traceparent);
    batch.span?.of(part.options.stream);
    if (part.isFinal) return batch;
    this.pending.set(correlation, batch);
    batch.expireWith(() => this.expire(correlation, batch));
    return batch;
  }

  private add(batch: PendingBatch, part: BatchPart, bytes: number): void {
    const cost = bytes + BATCH_OVERHEAD + part.events.length * EVENT_OVERHEAD;
    try {
      this.call.hold(cost);
      batch.held += cost;
      batch.add(part.events);
    } catch (error) {
      batch.isRefused = true;
      this.drop(batch);
      batch.span?.end(error instanceof GrpcError ? error.status : Status.INVALID_ARGUMENT);
      this.send(refusal(batch.address, error, this.context.maxAppendSize));
    }
  }

  private submit(batch: PendingBatch): void {
    const { stream, expected } = batch;
    this.context.store.writer.submit({
      request: { kind: 'append', stream: keyOf(stream), expected, events: batch.events },
      isExpired: () => this.call.isOver || batch.isLate(),
      done: (outcome) => {
        batch.span?.wrote(batch.events, outcome);
        batch.span?.end(statusOf(outcome));
        this.drop(batch);
        this.send(toReply(batch, outcome));
      },
    });
  }

  private expire(correlation: string, batch: PendingBatch): void {
    this.close(correlation, batch);
    this.drop(batch);
    batch.span?.end(Status.DEADLINE_EXCEEDED);
    if (!batch.isRefused) this.send(timeout(batch.address));
  }

  private close(correlation: string, batch: PendingBatch): void {
    batch.stop();
    this.pending.delete(correlation);
  }

  /** What it kept is no longer needed. */
  private drop(batch: PendingBatch): void {
    this.call.release(batch.held);
    batch.held = 0;
    batch.events = [];
  }

  /** Replies of one commit leave in one write. */
  private send(reply: Buffer): void {
    if (this.replies.length === 0) queueMicrotask(() => this.flush());
    this.replies.push(frame(reply));
  }

  private flush(): void {
    const [only] = this.replies;
    if (only === undefined) return;
    const room = this.call.write(this.replies.length === 1 ? only : Buffer.concat(this.replies));
    this.replies = [];
    if (!room) this.call.holdInput();
  }
}
