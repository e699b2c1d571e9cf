import { createHash, randomBytes } from 'node:crypto';

/** 16 hexadecimal digits that whoever knows the command's id can work out: the span that recorded the order. */
export function spanIdOf(commandId: string): string {
  return createHash('sha256').update(`mizan append ${commandId}`).digest('hex').slice(0, 16);
}

/** A trace id in the form of a UUID, as envelopes hold it. */
export function correlationOf(traceId: string): string {
  return traceId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The trace id of a correlation id; null for one that stands for no trace. */
export function traceIdOf(correlationId: string): string | null {
  const digits = correlationId.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(digits) && /[^0]/.test(digits) ? digits : null;
}

/** Random ids, except for the one span that was told which to have. Spans start synchronously, so nothing comes between. */
export class TraceIds {
  private next: { readonly spanId?: string; readonly traceId?: string } = {};

  generateTraceId(): string {
    return this.next.traceId ?? randomBytes(16).toString('hex');
  }

  generateSpanId(): string {
    return this.next.spanId ?? randomBytes(8).toString('hex');
  }

  /** Starts one span under these ids. */
  as<T>(ids: { readonly spanId?: string; readonly traceId?: string }, start: () => T): T {
    this.next = ids;
    try {
      return start();
    } finally {
      this.next = {};
    }
  }
}
