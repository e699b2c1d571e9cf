import { types } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import type { Tracing } from '@mizan/runtime';
import { type RunningStoreNode, startStoreNode } from './node';
import { NodeUsage, readNodeOptions, USAGE } from './run-options';
import { StoreFault } from './storage/faults';

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
  // What it makes is for this user alone.
  process.umask(0o077);
  let node: RunningStoreNode;
  let tracing: Tracing | undefined;
  // The young generation stays as small as it begins: what a read leaves behind is dropped before it piles up.
  setFlagsFromString('--semi-space-growth-factor=1');
  // So little is cleared sooner by one thread than by several that must be woken.
  setFlagsFromString('--no-parallel-scavenge');
  try {
    const options = readNodeOptions(argv, env);
    tracing = await tracingOf(env);
    node = await startStoreNode({ ...options, say, ...(tracing && { trace: tracing }) });
  } catch (error) {
    say(types.isNativeError(error) ? error.message : String(error));
    // Whoever started it with a channel passes the reason on, and can do nothing with these words.
    if (error instanceof NodeUsage && !process.connected) say(USAGE);
    process.exitCode = error instanceof StoreFault ? 1 : 2;
    if (process.connected) process.disconnect();
    return;
  }
  endWithItsOwner(node, tracing);
  process.stdout.write(`Event store is ready at ${node.connectionString}\n`);
  process.send?.({ ready: true, port: node.port });
}

/** The packages for traces are large: a node that nobody traces never loads them. */
async function tracingOf(env: NodeJS.ProcessEnv): Promise<Tracing | undefined> {
  if (!env['MIZAN_OTLP_ENDPOINT'] && !env['OTEL_EXPORTER_OTLP_ENDPOINT']) return undefined;
  const { processTracing } = await import('./trace/process-tracing.js');
  return processTracing(env);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function endWithItsOwner(node: RunningStoreNode, tracing: Tracing | undefined): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), STOP_PATIENCE_MS).unref();
    void node
      .stop()
      .then(() => tracing?.close())
      .then(() => process.exit(0));
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  if (process.send !== undefined) process.on('disconnect', stop);
}
