import type { IncomingMessage, ServerResponse } from 'node:http';

/** Milliseconds. */
export interface Paces {
  /** Between two looks. */
  readonly look: number;
  /** How long a request may stand still in the middle of its body, or an answer that nobody takes. */
  readonly still: number;
  /** How long a body may take that is one order or one form. */
  readonly order: number;
}

export const paces: Paces = { look: 5_000, still: 30_000, order: 30_000 };

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly begun: number;
  read: number;
  written: number;
  movedAt: number;
  /** Where it is among the exchanges. */
  place: number;
}

/** Whole files come in these; they may take as long as they keep coming. */
const upload = /^(application\/x-ndjson|text\/csv)\b/;

/**
 * Cuts off whoever holds a connection without using it: a body that comes in drops, an answer that is not taken.
 * One timer looks at all exchanges.
 */
export class ExchangeWatch {
  /**
   * Not a Set: one whose members come and go makes itself a new table now and then, and each table that it gave up keeps
   * the next one, with everything of its time, until the whole heap is collected.
   */
  private readonly exchanges: Exchange[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly times: Paces = paces) {
    this.timer = setInterval(() => this.look(), times.look).unref();
  }

  add(request: IncomingMessage, response: ServerResponse): void {
    const now = performance.now();
    const { bytesRead: read, bytesWritten: written } = request.socket;
    const place = this.exchanges.length;
    const exchange: Exchange = { request, response, begun: now, read, written, movedAt: now, place };
    this.exchanges.push(exchange);
    response.once('close', () => this.remove(exchange));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** The last one takes its place. */
  private remove(exchange: Exchange): void {
    const last = this.exchanges.pop();
    if (last === undefined || last === exchange) return;
    last.place = exchange.place;
    this.exchanges[last.place] = last;
  }

  private look(): void {
    const now = performance.now();
    for (const exchange of this.exchanges) if (this.isOver(exchange, now)) exchange.request.socket.destroy();
  }

  private isOver(exchange: Exchange, now: number): boolean {
    const { request, response, begun } = exchange;
    const { bytesRead, bytesWritten } = request.socket;
    const waiting = waitsForBody(request) || response.writableLength > 0;
    if (!waiting || bytesRead !== exchange.read || bytesWritten !== exchange.written) exchange.movedAt = now;
    exchange.read = bytesRead;
    exchange.written = bytesWritten;
    if (now - exchange.movedAt > this.times.still) return true;
    const isOrder = !upload.test(request.headers['content-type'] ?? '');
    return !request.complete && isOrder && now - begun > this.times.order;
  }
}

/** Whether the sender is who is waited for: what has come and lies unread is this side's own slowness. */
function waitsForBody(request: IncomingMessage): boolean {
  return !request.complete && request.readableLength === 0;
}
