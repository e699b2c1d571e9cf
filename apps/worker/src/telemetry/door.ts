import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { METRICS_MEDIA_TYPE } from '@mizan/runtime';
import type { WorkerMetrics } from './worker-metrics';

/** How the worker is, for its door. */
export interface Doorkeeper {
  readonly metrics: WorkerMetrics;
  /** At work, or standing by for another worker: both are as they should be. */
  readonly isReady: () => boolean;
}

/**
 * The worker's own door, for whatever keeps it running and looks at it: health and figures, nothing of the ledger.
 * @throws the system's error where the port is taken
 */
export async function openDoor(at: { host: string; port: number }, keeper: Doorkeeper): Promise<Server> {
  const server = createServer((request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    void answer(response, keeper, request.url?.split('?', 1)[0] ?? '/');
  });
  server.requestTimeout = 10_000;
  server.listen(at.port, at.host);
  await once(server, 'listening');
  // Whoever scrapes must not keep an ending worker.
  server.unref();
  return server;
}

async function answer(
  response: ServerResponse,
  { metrics, isReady }: Doorkeeper,
  path: string,
): Promise<void> {
  const role = metrics.atWork ? 'at-work' : 'standing-by';
  if (path === '/metrics') return void text(response, await metrics.all.text());
  if (path === '/health/live') return json(response, 200, { status: 'live' });
  if (path !== '/health/ready') return problem(response, 404, unknown);
  if (isReady()) return json(response, 200, { status: 'ready', role });
  return problem(response, 503, starting);
}

const unknown = {
  code: 'ROUTE_UNKNOWN',
  title: 'Route unknown',
  detail: 'The worker knows /health/live, /health/ready and /metrics.',
  remedy: 'Ask one of them, or the api.',
};

const starting = {
  code: 'NOT_READY',
  title: 'Not ready',
  detail: 'The worker has not begun yet: it waits for its database or the event store, or catches up.',
  remedy: 'Wait a moment; if it stays so, run mizan doctor.',
};

function problem(response: ServerResponse, status: number, words: { readonly code: string }): void {
  const type = `https://mizan.invalid/problems/${words.code.toLowerCase().replaceAll('_', '-')}`;
  json(response, status, { type, status, ...words }, 'application/problem+json');
}

function json(response: ServerResponse, status: number, body: object, type = 'application/json'): void {
  response.writeHead(status, { 'Content-Type': type }).end(JSON.stringify(body));
}

function text(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'Content-Type': METRICS_MEDIA_TYPE }).end(body);
}
