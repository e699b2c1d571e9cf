import { parseArgs } from 'node:util';
import {
  DEFAULT_MAX_APPEND_SIZE,
  type RunningStoreNode,
  startStoreNode,
  type StoreNodeOptions,
} from './node';
import { StoreFault } from './storage/sqlite-errors';

const USAGE = 'Usage: mizan store [--port N] [--db PATH|:memory:]';

/** A node that hangs while stopping is ended after this. */
const STOP_PATIENCE_MS = 4500;

/**
 * The event store as a process: `--port N` (2113 unless given), `--db PATH` or `:memory:` (events.db unless given).
 * Prints one line when ready; SIGTERM and SIGINT end it with exit code 0, a fault with a sentence on standard error and 1,
 * wrong arguments with 2. Started with an IPC channel it sends `{ready: true, port}` and ends when the channel does.
 */
export async function runStoreNode(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  let node: RunningStoreNode;
  try {
    node = await startStoreNode(readOptions(argv, env));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof StoreFault ? 1 : 2;
    if (process.connected) process.disconnect();
    return;
  }
  endWithItsOwner(node);
  process.stdout.write(`Event store is ready at ${node.connectionString}\n`);
  process.send?.({ ready: true, port: node.port });
}

function endWithItsOwner(node: RunningStoreNode): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), STOP_PATIENCE_MS).unref();
    void node.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  if (process.send !== undefined) process.on('disconnect', stop);
}

function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): StoreNodeOptions {
  const { port, db } = readArguments(argv);
  const size = env['EVENTSTORE_MAX_APPEND_SIZE'];
  return {
    database: db,
    port: wholeNumber(port, { name: '--port', most: 65_535 }),
    maxAppendSize:
      size === undefined || size === ''
        ? DEFAULT_MAX_APPEND_SIZE
        : wholeNumber(size, { name: 'EVENTSTORE_MAX_APPEND_SIZE', most: 16 * 1024 * 1024 }),
  };
}

function readArguments(argv: readonly string[]): { port: string; db: string } {
  try {
    const options = {
      port: { type: 'string', default: '2113' },
      db: { type: 'string', default: 'events.db' },
    } as const;
    return parseArgs({ args: [...argv], options, strict: true }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)} ${USAGE}`, { cause: error });
  }
}

function wholeNumber(text: string, rule: { name: string; most: number }): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= rule.most) return value;
  throw new Error(
    `${rule.name} must be a whole number from 0 to ${String(rule.most)}, not ${text}. ${USAGE}`,
  );
}
