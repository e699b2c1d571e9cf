import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Express } from 'express';
import { LimitedAdapter, serverLimits, type ServerLimits } from './http-server';

const quick: ServerLimits = { ...serverLimits, look: 20, still: 150, order: 400, headers: 200 };
const never = { look: 20, still: 1_000_000, order: 1_000_000, headers: 1_000_000 };

// Other processes share the machine with this suite.
jest.setTimeout(30_000);

describe('the server', () => {
  const closing: (() => void)[] = [];
  afterEach(() => closing.splice(0).forEach((close) => close()));

  async function serve(limits: Partial<ServerLimits>, route: (app: Express) => void): Promise<Socket> {
    const adapter = new LimitedAdapter({ ...quick, ...never, ...limits });
    route(adapter.getInstance<Express>());
    adapter.initHttpServer();
    const server: Server = adapter.getHttpServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    closing.push(() => {
      socket.destroy();
      server.close();
      server.closeAllConnections();
    });
    return socket;
  }
  const reads = (app: Express) =>
    app.post('/', (request, response) => {
      text(request).then(
        (body) => response.end(`read ${body.length}`),
        () => response.destroy(),
      );
    });
  const head = (length: number, type = 'application/json') =>
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;

  it.each([
    ['headers that come in drops', { headers: 100 }, 'GET / HTTP/1.1\r\nHost: x\r\n', 408, 'REQUEST_TIMEOUT'],
    [
      'headers without end',
      {},
      `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    ['what is no request', {}, 'HELLO\r\n\r\n', 400, 'REQUEST_MALFORMED'],
  ])('answers %s by a problem and closes', async (_, limits, sent, status, code) => {
    const socket = await serve(limits, reads);
    socket.write(sent);
    const answer = await text(socket);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('Content-Type: application/problem+json\r\n');
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, code });
  });

  it('cuts off a body that stands still', async () => {
    const socket = await serve({ still: 100 }, reads);
    socket.write(`${head(1_000)}half`);
    expect(await text(socket).catch(() => 'cut')).toMatch(/^$|cut/);
  });

  it('cuts off an order that comes in drops, and lets an upload come as slowly as it comes', async () => {
    for (const [type, expected] of [
      ['application/json', /^$|cut/],
      ['text/csv', /read 20$/],
    ] as const) {
      const socket = await serve({ order: 200 }, reads);
      const answer = text(socket).catch(() => 'cut');
      socket.write(head(20, type));
      for (let drop = 0; drop < 20 && socket.writable; drop++) {
        socket.write('x');
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      if (type === 'text/csv') socket.end();
      expect(await answer).toMatch(expected);
    }
  });

  it('cuts off an answer that nobody takes, and leaves alone one that takes long to make', async () => {
    const cut = Promise.withResolvers<void>();
    const idle = await serve({ still: 100 }, (app) =>
      app.get('/', (_, response) => {
        response.once('close', cut.resolve).end(Buffer.alloc(20_000_000));
      }),
    );
    idle.pause().write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await cut.promise;
    const slow = await serve({ still: 100 }, (app) =>
      app.get('/', (_, response) => void setTimeout(() => response.end('made'), 500)),
    );
    slow.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await text(slow)).toMatch(/made$/);
  });
});
