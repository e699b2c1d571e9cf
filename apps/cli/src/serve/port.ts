import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { ServeProblem } from './serve-problem';

const host = '127.0.0.1';
/** A Mizan that was just told to end needs this long to free its port. Milliseconds. */
const grace = 4_000;

/** Waits for the port to be free. @throws ServeProblem with what to do */
export async function awaitPort(port: number, say: (line: string) => void): Promise<void> {
  const until = Date.now() + grace;
  let said = false;
  for (;;) {
    const code = await bindError(port);
    if (code === null) return;
    if (code !== 'EADDRINUSE' || Date.now() > until) throw new ServeProblem(portInWords(port, code));
    if (!said) say(`Port ${String(port)} is in use; waiting a moment for it…`);
    said = true;
    await pause(200);
  }
}

/** The port, when it is free now; else 0, any port. */
export async function freeOrAny(port: number | null): Promise<number> {
  return port !== null && (await bindError(port)) === null ? port : 0;
}

function portInWords(port: number, code: string): string {
  const other = `Choose another one: MIZAN_PORT=${String(port < 65_000 ? port + 1 : 8080)}`;
  if (code === 'EADDRINUSE') {
    return `Port ${String(port)} is in use by another program, perhaps another Mizan. End that one, or say where else. ${other}`;
  }
  return `Port ${String(port)} cannot be used (${code}). ${other}`;
}

function bindError(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
