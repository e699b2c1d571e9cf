import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refused } from '../cli-problem';
import { errorWords } from '../output/error-words';

/** An address of this machine that the provider sends the browser back to (RFC 8252, 7.3). */
export interface Loopback {
  readonly redirectUri: string;
  /** The address that the browser came back with. */
  readonly came: Promise<URL>;
  close(): void;
}

const host = '127.0.0.1';
const page = '<!doctype html><title>Mizan</title><p>Go on in the terminal. This page can be closed.</p>\n';
const headers = {
  'content-type': 'text/html; charset=utf-8',
  connection: 'close',
  'cache-control': 'no-store',
};

/** Waits for the browser that was sent away with this state; whoever comes without it is nobody. Port 0: any. */
export async function openLoopback(port: number, state: string): Promise<Loopback> {
  const server = createServer();
  await listening(server, port);
  const redirectUri = `http://${host}:${String((server.address() as AddressInfo).port)}/callback`;
  const came = new Promise<URL>((resolve) => {
    server.on('request', ({ method, url = '/' }, response) => {
      const here = new URL(url, redirectUri);
      const known = here.pathname === '/callback' && here.searchParams.get('state') === state;
      if (method !== 'GET' || !known) return response.writeHead(404, headers).end('Nothing is here.\n');
      return response.writeHead(200, headers).end(page, () => resolve(here));
    });
  });
  return { redirectUri, came, close: () => void server.close() };
}

async function listening(server: Server, port: number): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw refused(
      `Nobody can be waited for on this machine: ${errorWords(error)}.`,
      'Choose another --port.',
    );
  });
}
