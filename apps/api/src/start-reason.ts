import { types } from 'node:util';

/** Why the api cannot start, in sentences for whoever started it. */
export function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return `The api cannot start: ${String(error)}`;
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${address} is taken by another program. End that program, or set MIZAN_PORT to another port.`;
  }
  if (code === 'EACCES' && port !== undefined) {
    return `This user may not listen on port ${port}. Set MIZAN_PORT to a port above 1023.`;
  }
  if ('syscall' in error) {
    return `The api cannot start: ${error.message}. Look at the permissions of the data folder (MIZAN_DATA_DIR).`;
  }
  // Settings and databases bring their own sentences; anything else is a fault, and its place helps.
  return 'code' in error ? error.message : (error.stack ?? error.message);
}
