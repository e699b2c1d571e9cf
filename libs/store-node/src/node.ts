import { randomUUID } from 'node:crypto';
import { NodeServer } from './http/server';
import { isLoopback } from './loopback';
import { StoreFault } from './storage/faults';
import { startWords } from './storage/start-words';
import { openStore } from './storage/store';
import type { TraceSink } from './trace/work-span';

export interface StoreNodeOptions {
  /** Path of the database file (made when missing), or `:memory:`. */
  readonly database: string;
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** Address to listen on; loopback unless given. */
  readonly host?: string;
  /** Bytes of event data that one append may hold; 1,048,576 unless given. */
  readonly maxAppendSize?: number;
  /** Whether `GET /metrics` is answered. */
  readonly metrics?: boolean;
  /** Takes a span of each append, deletion, read and subscription. */
  readonly trace?: TraceSink;
  /** Hears, a line at a time, what the file was found to be, of damage, and how far long work is. */
  readonly say?: (line: string) => void;
}

export interface RunningStoreNode {
  readonly port: number;
  /** For clients on this machine, for example `esdb://127.0.0.1:2113?tls=false`. */
  readonly connectionString: string;
  /** Ends all calls and connections, and closes the file. */
  stop(): Promise<void>;
}

export const DEFAULT_MAX_APPEND_SIZE = 1_048_576;

/** Runs an event store in this thread. Rejects with StoreFault, whose message says what to do. */
export async function startStoreNode(options: StoreNodeOptions): Promise<RunningStoreNode> {
  const { host = '127.0.0.1', maxAppendSize = DEFAULT_MAX_APPEND_SIZE } = options;
  const say = options.say ?? (() => undefined);
  if (host.includes(':') && host !== '::') throw noClientFor(host);
  const store = openStore(options.database, say);
  const server = new NodeServer({
    host,
    port: options.port,
    instance: randomUUID(),
    context: { store, maxAppendSize, trace: options.trace },
    metrics: options.metrics ?? false,
  });
  try {
    const port = await server.listen();
    for (const line of startWords(options.database, store.findings)) say(line);
    if (!isLoopback(host)) say(exposedWords(host, port));
    return { port, connectionString: connectionStringOf(host, port), stop };
  } catch (error) {
    store.close();
    throw error;
  }

  async function stop(): Promise<void> {
    server.refuse();
    store.writer.flush();
    // One turn of the event loop, so that the answers to what was just committed leave before their calls are ended.
    await new Promise((resolve) => setImmediate(resolve));
    await server.stop();
    store.writer.flush();
    store.close();
  }
}

function exposedWords(host: string, port: number): string {
  return `Listening on ${host} port ${String(port)} without users and without TLS: whoever reaches it can read and append everything.`;
}

function noClientFor(host: string): StoreFault {
  return new StoreFault(
    'PORT',
    `Clients of EventStoreDB take no IPv6 address such as ${host} in their connection strings. Listen on an IPv4 address, or on all with "::".`,
  );
}

function connectionStringOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `esdb://${reachable}:${String(port)}?tls=false`;
}
