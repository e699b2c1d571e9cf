import { Status, type StatusCode } from '../http/status';
import type { NewEvent, WriteOutcome } from '../storage/write-request';
import type { ReadRequest } from '../wire/read-messages';
import { originOf, type TraceOrigin } from './trace-origin';

/** What a span says: stream names and figures, never what events hold. */
export interface SpanOfWork {
  readonly name: string;
  readonly kind: 'SERVER';
  readonly attributes: Readonly<Record<string, string | number>>;
  /** The caller's `traceparent`, which goes before `follows`. */
  readonly continues: string | undefined;
  readonly follows?: TraceOrigin;
  /** The status, where the node is to blame. */
  readonly failure?: string;
}

/** Takes spans of work that is over; instants in milliseconds since 1970. */
export interface TraceSink {
  mark(span: SpanOfWork, begun: number, ended: number): void;
}

/** Statuses that are the server's failures, as OpenTelemetry counts them; all others tell the caller about its request. */
const FAILURES: ReadonlySet<StatusCode> = new Set([
  Status.DEADLINE_EXCEEDED,
  Status.UNIMPLEMENTED,
  Status.INTERNAL,
  Status.UNAVAILABLE,
  Status.DATA_LOSS,
]);

/** One append, deletion, read or subscription, from its headers to its status; for a subscription until it is live. */
export class WorkSpan {
  private readonly begun = now();
  private readonly attributes: Record<string, string | number> = { 'rpc.system': 'grpc' };
  private follows: TraceOrigin | undefined;
  private events = 0;
  private isOver = false;

  constructor(
    private readonly sink: TraceSink,
    private name: string,
    private readonly traceparent: string | undefined,
  ) {}

  of(stream: Buffer | undefined): void {
    this.attributes['mizan.stream'] = stream?.toString('utf8') ?? '$all';
  }

  reads({ stream, count, backwards }: ReadRequest): void {
    this.of(stream);
    if (count === 'subscription') this.name = 'store subscribe';
    else this.attributes['mizan.direction'] = backwards ? 'backwards' : 'forwards';
  }

  sent(events: number): void {
    this.events += events;
  }

  wrote(events: readonly NewEvent[], outcome: WriteOutcome): void {
    this.events = outcome.kind === 'written' ? events.length : 0;
    this.attributes['mizan.outcome'] = outcome.kind;
    this.follows = originOf(events[0]?.metadata);
  }

  /** Tells the sink, the first time only. */
  end(status: StatusCode): void {
    if (this.isOver) return;
    this.isOver = true;
    const { name, follows, traceparent: continues } = this;
    const failure = FAILURES.has(status) ? nameOf(status) : undefined;
    const attributes = { ...this.attributes, 'mizan.events': this.events, 'rpc.grpc.status_code': status };
    const more = { ...(follows && { follows }), ...(failure !== undefined && { failure }) };
    this.sink.mark({ name, kind: 'SERVER', attributes, continues, ...more }, this.begun, now());
  }
}

function nameOf(status: StatusCode): string {
  return Object.entries(Status).find(([, code]) => code === status)?.[0] ?? String(status);
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
