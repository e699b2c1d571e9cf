import type { Server } from 'node:http';

/** Milliseconds between looks for connections that have nothing more to say. */
const interval = 50;

/** Takes no new connections, lets answers under way end, and cuts off what is not done after `patienceMs`. */
export async function drain(server: Server, patienceMs = 5_000): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), interval);
  const limit = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(limit);
}
