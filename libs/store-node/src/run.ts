import { types } from 'node:util';
import { type RunningStoreNode, startStoreNode, type StoreNodeOptions } from './node';
import { readNodeOptions, USAGE } from './run-options';
import { StoreFault } from './storage/sqlite-errors';

/** A node that hangs while stopping is ended after this. */
const STOP_PATIENCE_MS = 4500;

/**
 * The event store as a process; `run-options.ts` says what it takes. Prints one line on standard output when ready, and
 * on standard error what it found and did. SIGTERM and SIGINT end it with exit code 0, a fault with a sentence on standard
 * error and 1, wrong arguments with 2. Started with an IPC channel it sends `{ready: true, port}` and ends when the channel does.
 */
export async function runStoreNode(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  let node: RunningStoreNode;
  let options: StoreNodeOptions;
  try {
    options = { ...readNodeOptions(argv, env), say };
    node = await startStoreNode(options);
  } catch (error) {
    say(types.isNativeError(error) ? error.message : String(error));
    process.exitCode = error instanceof StoreFault ? 1 : 2;
    if (process.connected) process.disconnect();
    return;
  }
  endWithItsOwner(node);
  process.stdout.write(`Event store is ready at ${node.connectionString}\n`);
  process.send?.({ ready: true, port: node.port });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
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
