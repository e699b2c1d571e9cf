import { createServer, type ServerOptions } from 'node:http';
import type { Socket } from 'node:net';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { Response } from 'express';
import { OrderAnswers } from '../http/order-answers';
import { Problem } from '../http/problem';
import { ExchangeWatch, paces, type Paces } from './exchange-watch';

/** Times in milliseconds, the header in bytes. */
export interface ServerLimits extends Paces {
  readonly headers: number;
  readonly headerBytes: number;
}

export const serverLimits: ServerLimits = { ...paces, headers: 10_000, headerBytes: 16_384 };

/** Connections at a time, and header lines of one request. */
const most = { connections: 4_000, headerLines: 100 };

/** Express behind a server that does not wait for ever, and that sends what is ready at once together. */
export class LimitedAdapter extends ExpressAdapter {
  private readonly orderAnswers = new OrderAnswers();

  constructor(private readonly limits: ServerLimits = serverLimits) {
    super();
  }

  override reply(response: Response, body: unknown, status?: number): unknown {
    if (status !== undefined) response.status(status);
    return this.orderAnswers.take(response, body) ? undefined : super.reply(response, body);
  }

  override initHttpServer(): void {
    const server = createServer(optionsOf(this.limits), this.getInstance());
    const watch = new ExchangeWatch(this.limits);
    // Before Express sees it: whatever is slow from here on is noticed.
    server.prependListener('request', (request, response) => watch.add(request, response));
    server.once('close', () => watch.stop());
    server.maxConnections = most.connections;
    server.maxHeadersCount = most.headerLines;
    server.on('clientError', explain);
    this.setHttpServer(server);
  }
}

function optionsOf({ headers, headerBytes, look }: ServerLimits): ServerOptions {
  return {
    maxHeaderSize: headerBytes,
    headersTimeout: headers,
    // Bodies have limits of their own: a whole ledger takes longer than any order.
    requestTimeout: 0,
    connectionsCheckingInterval: look,
    // Longer than proxies keep theirs, so that none is closed while they send.
    keepAliveTimeout: 65_000,
  };
}

/** What Node's parser refuses gets no further than here. */
function explain(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = parserProblems[error.code ?? ''] ?? unreadable;
  const body = JSON.stringify(problem.body(''));
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

const unreadable = new Problem({
  code: 'REQUEST_MALFORMED',
  status: 400,
  detail: 'This is no request in HTTP/1.1.',
  remedy: 'Correct the request and send it again.',
});

const parserProblems: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: new Problem({
    code: 'HEADERS_TOO_LARGE',
    status: 431,
    detail: `The headers are longer than ${serverLimits.headerBytes} bytes.`,
    remedy: 'Send fewer or shorter headers; cookies that Mizan did not set need not come along.',
  }),
  ERR_HTTP_REQUEST_TIMEOUT: new Problem({
    code: 'REQUEST_TIMEOUT',
    status: 408,
    detail: 'The request did not come in time.',
    remedy: 'Send the headers at once, and an order within half a minute.',
  }),
};
