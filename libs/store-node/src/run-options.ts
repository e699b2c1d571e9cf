import { join } from 'node:path';
import { parseArgs, types } from 'node:util';
import { isLoopback } from './loopback';
import { DEFAULT_MAX_APPEND_SIZE, type StoreNodeOptions } from './node';

export const USAGE = `Usage: mizan store [--port N] [--db PATH|:memory:] [--host ADDRESS --insecure] [--metrics]
Runs the embedded event store alone, until SIGTERM or SIGINT.
  --port N          TCP port on which clients are served (2113); 0 for any free one
  --db PATH         the file with the events (events.db, in MIZAN_DATA_DIR if that is set); made when missing; :memory: keeps nothing
  --host ADDRESS    where to listen (127.0.0.1); anywhere else needs --insecure as well
  --insecure        yes, serve everybody who reaches that address: the store has no users and no TLS
  --metrics         answer GET /metrics on the same port, for Prometheus
  MIZAN_OTLP_ENDPOINT=http://…  in the environment: send a span of each append, read and subscription there
mizan store info|verify|backup|copy work on a store: see mizan store info --help and so on.`;

/** Arguments or a setting that cannot be used; the message says which and why, and `USAGE` what is possible. */
export class NodeUsage extends Error {
  override readonly name = 'NodeUsage';
}

const VERBS = ['info', 'verify', 'backup', 'copy'];

const ARGUMENTS = {
  port: { type: 'string', default: '2113' },
  db: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  insecure: { type: 'boolean', default: false },
  metrics: { type: 'boolean', default: false },
} as const;

/** What the node is to do, from its arguments, `MIZAN_DATA_DIR` and `EVENTSTORE_MAX_APPEND_SIZE`. Throws NodeUsage, or an Error that says all. */
export function readNodeOptions(argv: readonly string[], env: NodeJS.ProcessEnv): StoreNodeOptions {
  const { port, db, host, insecure, metrics } = readArguments(argv);
  const size = env['EVENTSTORE_MAX_APPEND_SIZE'];
  if (!isLoopback(host) && !insecure) throw new Error(exposed(host, port));
  return {
    database: db ?? join(env['MIZAN_DATA_DIR'] || '.', 'events.db'),
    host,
    metrics,
    port: wholeNumber(port, { name: '--port', least: 0, most: 65_535 }),
    maxAppendSize:
      size === undefined || size === ''
        ? DEFAULT_MAX_APPEND_SIZE
        : wholeNumber(size, { name: 'EVENTSTORE_MAX_APPEND_SIZE', least: 1, most: 16 * 1024 * 1024 }),
  };
}

function exposed(host: string, port: string): string {
  return (
    `The event store has no users and no TLS of its own: whoever reaches ${host} port ${port} could read and append everything. ` +
    'Leave out --host and put a proxy with TLS and sign-in in front, use an EventStoreDB cluster, ' +
    'or add --insecure if the network itself lets in only those who may.'
  );
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: ARGUMENTS, strict: true }).values;
  } catch (error) {
    const verb = verbIn(argv);
    if (verb) throw new Error(`Put the verb first: mizan store ${verb}, and its options behind it.`);
    throw new NodeUsage(types.isNativeError(error) ? error.message : String(error), { cause: error });
  }
}

/** A verb behind options, which only the node takes in front. */
function verbIn(argv: readonly string[]): string | undefined {
  const read = { args: [...argv], options: ARGUMENTS, strict: false, allowPositionals: true };
  return parseArgs(read).positionals.find((word) => VERBS.includes(word));
}

function wholeNumber(
  text: string,
  { name, least, most }: { name: string; least: number; most: number },
): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new NodeUsage(
    `${name} must be a whole number from ${String(least)} to ${String(most)}, not ${text}.`,
  );
}
