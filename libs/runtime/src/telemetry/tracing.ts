/** One piece of work in a trace. Names and values are Mizan's own words and ids: never what people wrote, never a place. */
export interface SpanWords {
  readonly name: string;
  readonly kind?: 'INTERNAL' | 'SERVER' | 'CLIENT' | 'CONSUMER';
  readonly attributes?: Readonly<Record<string, string | number>>;
  /** A header `traceparent` that came along: it is linked to, never continued, because the door trusts nobody's ids. */
  readonly linkTo?: string | undefined;
  /** A header `traceparent` that is gone on with: only where callers are trusted with everything anyway. Goes before `follows`. */
  readonly continues?: string | undefined;
  /** Belongs to this recorded event's order, whichever process recorded it. */
  readonly follows?: TraceOrigin;
  /** Begins a trace whose ids follow from these: for orders that nobody's request stands behind. */
  readonly root?: TraceOrigin;
  /** This span is what the consequences of an order hang from: `follows` finds it by the command's id. */
  readonly records?: string;
  /** A stable code, for work that is over and has failed. */
  readonly failure?: string;
}

/** What a recorded event says of the trace it came from: ids that its envelope has anyway. */
export interface TraceOrigin {
  readonly correlationId: string;
  readonly commandId: string;
}

/** A span that has begun. */
export interface OpenSpan {
  name(name: string): void;
  set(attribute: string, value: string | number): void;
  /** Marks it as failed; `type` is a stable code. */
  fail(type: string): void;
}

/** Where spans go. */
export interface Tracing {
  /** Runs the work inside a span that ends with it. What the work throws is marked and thrown on. */
  within<T>(words: SpanWords, work: (span: OpenSpan) => Promise<T>): Promise<T>;
  /** A span of work that is over; instants in milliseconds since 1970. */
  mark(words: SpanWords, begun: number, ended: number): void;
  /** The trace under way as a correlation id (a UUID's form); undefined outside of one, or when nothing is traced. */
  correlationId(): string | undefined;
  /** Sends what is left. */
  close(): Promise<void>;
}

const unseen: OpenSpan = { name: () => undefined, set: () => undefined, fail: () => undefined };

/** The default: costs nothing and loads nothing. */
export const noTracing: Tracing = {
  within: (_, work) => work(unseen),
  mark: () => undefined,
  correlationId: () => undefined,
  close: () => Promise.resolve(),
};
