import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface FakeServer {
  readonly url: string;
  /** What was asked beside tokens, oldest first. */
  readonly asked: Asked[];
  /** The answer to questions for this method and path; a function gets the path with its query. */
  answer(route: string, body: unknown, status?: number | ((path: string) => number)): void;
  close(): void;
}

/** A server that knows one persona, tr.cochair, answers what it is told to, and remembers what it was asked. */
export async function fakeServer(): Promise<FakeServer> {
  const asked: Asked[] = [];
  const answers = new Map<string, { status: number | ((path: string) => number); body: unknown }>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url: path = '', headers } = request;
      if (path === '/oidc/token') {
        const known = headers.authorization === `Basic ${btoa('tr.cochair:exercise-only')}`;
        response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
        return response.end(JSON.stringify(known ? { access_token: 'a-token', expires_in: 60 } : {}));
      }
      asked.push({ method, path, headers, body });
      const answer = answers.get(`${method} ${path.split('?', 1)[0] ?? ''}`);
      const { status = 404 } = answer ?? {};
      response.writeHead(typeof status === 'number' ? status : status(path), {
        'content-type': 'application/json',
      });
      return response.end(JSON.stringify(bodyOf(answer?.body, path)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    answer: (route, body, status = 200) => void answers.set(route, { status, body }),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function bodyOf(body: unknown, path: string): unknown {
  if (typeof body === 'function') return (body as (path: string) => unknown)(path);
  return body ?? { code: 'ROUTE_UNKNOWN', detail: path };
}
