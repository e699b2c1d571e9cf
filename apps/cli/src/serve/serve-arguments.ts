import { parseArgs } from 'node:util';
import { errorWords } from '../output/error-words';

export const serveUsage = `Usage: mizan serve [--port N] [--data-dir FOLDER] [--no-demo]
Starts Mizan: the event store, the worker and the api.
  --port N           the one known port (MIZAN_PORT, else 8080)
  --data-dir FOLDER  where everything is kept (MIZAN_DATA_DIR, else .mizan)
  --no-demo          do not load the demonstration into an empty ledger (MIZAN_DEMO=0)`;

/** Arguments that cannot be used; the message says why and what is possible. */
export class ServeUsage extends Error {
  override readonly name = 'ServeUsage';
}

/** The environment with the flags laid over it, or null when help was asked for. @throws ServeUsage */
export function serveEnvironment(argv: readonly string[], env: NodeJS.ProcessEnv): NodeJS.ProcessEnv | null {
  const { help, port, 'data-dir': dataDir, 'no-demo': noDemo } = read(argv);
  if (help) return null;
  return {
    ...env,
    ...(port === undefined ? {} : { MIZAN_PORT: port }),
    ...(dataDir === undefined ? {} : { MIZAN_DATA_DIR: dataDir }),
    ...(noDemo ? { MIZAN_DEMO: '0' } : {}),
  };
}

function read(argv: readonly string[]) {
  const options = {
    help: { type: 'boolean', short: 'h' },
    port: { type: 'string' },
    'data-dir': { type: 'string' },
    'no-demo': { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values;
  } catch (error) {
    throw new ServeUsage(`${errorWords(error)}\n${serveUsage}`);
  }
}
