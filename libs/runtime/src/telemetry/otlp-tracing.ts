import { AsyncLocalStorage } from 'node:async_hooks';
import type {
  Context,
  Link,
  Span,
  SpanContext,
  SpanOptions,
  SpanStatusCode,
  Tracer,
} from '@opentelemetry/api';
import { correlationOf, spanIdOf, TraceIds, traceIdOf } from './trace-ids';
import { noTracing, type OpenSpan, type SpanWords, type TraceOrigin, type Tracing } from './tracing';

/** Milliseconds between two deliveries, and for one of them. */
const delivery = 2_000;
const patience = 5_000;

/** The bit of W3C Trace Context. */
const sampled = 1;

export interface Traced {
  /** `mizan-api`, `mizan-worker`. */
  readonly service: string;
  readonly version: string;
}

/** The packages, which are large and therefore loaded only when somebody wants traces. */
async function packages() {
  const [api, exporter, resources, sdk] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace'),
  ]);
  return { api, exporter, resources, sdk };
}

type Packages = Awaited<ReturnType<typeof packages>>;

/** Spans over OTLP/HTTP to `endpoint`, an address below which `/v1/traces` is. */
async function otlpTracing(endpoint: string, traced: Traced): Promise<Tracing> {
  return new OtlpTracing(await packages(), `${endpoint.replace(/\/+$/, '')}/v1/traces`, traced);
}

class OtlpTracing implements Tracing {
  private readonly ids = new TraceIds();
  private readonly current = new AsyncLocalStorage<Context>();
  private readonly api: Packages['api'];
  private readonly provider: InstanceType<Packages['sdk']['TracerProvider']>;
  private readonly tracer: Tracer;

  constructor({ api, exporter, resources, sdk }: Packages, url: string, { service, version }: Traced) {
    this.api = api;
    const exported = new exporter.OTLPTraceExporter({ url, timeoutMillis: patience });
    this.provider = new sdk.TracerProvider({
      idGenerator: this.ids,
      resource: resources.resourceFromAttributes({ 'service.name': service, 'service.version': version }),
      spanProcessors: [new sdk.BatchSpanProcessor({ exporter: exported, scheduledDelayMillis: delivery })],
    });
    this.tracer = this.provider.getTracer('mizan', version);
  }

  async within<T>(words: SpanWords, work: (span: OpenSpan) => Promise<T>): Promise<T> {
    const parent = this.parentOf(words);
    const span = this.start(words, parent);
    const open = opened(span, this.api.SpanStatusCode.ERROR);
    try {
      return await this.current.run(this.api.trace.setSpan(parent, span), () => work(open));
    } catch (error) {
      open.fail(typeOf(error));
      throw error;
    } finally {
      span.end();
    }
  }

  mark(words: SpanWords, begun: number, ended: number): void {
    const span = this.start(words, this.parentOf(words), begun);
    if (words.failure !== undefined) opened(span, this.api.SpanStatusCode.ERROR).fail(words.failure);
    span.end(ended);
  }

  correlationId(): string | undefined {
    const span = this.api.trace.getSpanContext(this.here());
    return span && correlationOf(span.traceId);
  }

  async close(): Promise<void> {
    // A collector that is away must not keep a process from ending.
    await this.provider.shutdown().catch(() => undefined);
  }

  private start(words: SpanWords, parent: Context, startTime?: number): Span {
    const { name, kind = 'INTERNAL', attributes, linkTo, records, root } = words;
    const options: SpanOptions = {
      kind: this.api.SpanKind[kind],
      ...(attributes ? { attributes } : {}),
      ...(startTime === undefined ? {} : { startTime }),
      links: linksTo(linkTo),
    };
    const start = () => this.tracer.startSpan(name, options, parent);
    if (root) return this.ids.as(idsOf(root), start);
    return records === undefined ? start() : this.ids.as({ spanId: spanIdOf(records) }, start);
  }

  private parentOf({ continues, follows, root }: SpanWords): Context {
    const caller = contextOfHeader(continues);
    if (caller) return this.api.trace.setSpanContext(this.api.ROOT_CONTEXT, caller);
    if (follows) return this.after(follows);
    return root ? this.api.ROOT_CONTEXT : this.here();
  }

  private here(): Context {
    return this.current.getStore() ?? this.api.ROOT_CONTEXT;
  }

  private after({ correlationId, commandId }: TraceOrigin): Context {
    const traceId = traceIdOf(correlationId);
    const { trace, ROOT_CONTEXT } = this.api;
    if (!traceId) return ROOT_CONTEXT;
    return trace.setSpanContext(ROOT_CONTEXT, contextOf(traceId, spanIdOf(commandId)));
  }
}

function opened(span: Span, failed: SpanStatusCode): OpenSpan {
  return {
    name: (name) => void span.updateName(name),
    set: (attribute, value) => void span.setAttribute(attribute, value),
    fail: (type) => void span.setAttribute('error.type', type).setStatus({ code: failed }),
  };
}

/** Never the message: it may quote what was being recorded. */
function typeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return typeof error;
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : String(name);
}

function idsOf({ correlationId, commandId }: TraceOrigin): { spanId: string; traceId?: string } {
  const traceId = traceIdOf(correlationId);
  return { spanId: spanIdOf(commandId), ...(traceId === null ? {} : { traceId }) };
}

function linksTo(traceparent: string | undefined): Link[] {
  const context = contextOfHeader(traceparent);
  return context ? [{ context: { ...context, traceFlags: sampled } }] : [];
}

function contextOfHeader(traceparent: string | undefined): SpanContext | null {
  const [, traceId, spanId, flags] =
    /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '') ?? [];
  if (!traceId || !spanId || !flags) return null;
  return contextOf(traceId, spanId, Number.parseInt(flags, 16) & sampled);
}

function contextOf(traceId: string, spanId: string, traceFlags = sampled): SpanContext {
  return { traceId, spanId, traceFlags, isRemote: true };
}

/** Traces to an OTLP endpoint, or none where it is null. */
export function openTracing(endpoint: string | null, traced: Traced): Promise<Tracing> {
  return endpoint === null ? Promise.resolve(noTracing) : otlpTracing(endpoint, traced);
}
