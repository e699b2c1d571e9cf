import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { credentials } from '@grpc/grpc-js';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { startStoreNodeInWorker } from '@mizan/store-node';
import { playAll, type PlayOptions, type ScenarioResult } from '../../conformance/conformance';
import { compileNode } from '../support/compiled-node';
import { selfSigned } from '../support/self-signed';
import { spawnNode } from '../support/spawned-node';
import { cuttingProxy, type Proxy, tlsProxy } from './proxy';

/** Plays the recorded scenarios on a node that is reached, or came to be, in an uncommon way. */
export type Way = (options: PlayOptions & { readonly seed: number }) => Promise<ScenarioResult[]>;

export const ways: Readonly<Record<string, Way>> = {
  'through a TLS proxy': async (options) => {
    const pair = selfSigned();
    const channel = credentials.createSsl(Buffer.from(pair.certificate));
    return behind((port) => tlsProxy(port, pair), { ...options, credentials: channel });
  },
  'through a proxy that cuts and delays': (options) =>
    behind((port) => cuttingProxy(port, options.seed), options),
  'right after a crash': afterCrash,
};

async function behind(
  make: (port: number) => Promise<Proxy>,
  options: PlayOptions,
): Promise<ScenarioResult[]> {
  const node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
  const proxy = await make(node.port);
  try {
    return await playAll(proxy.address, options);
  } finally {
    await proxy.close();
    await node.stop();
  }
}

async function afterCrash(options: PlayOptions): Promise<ScenarioResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mizan-after-crash-'));
  const program = compileNode();
  const plan = { main: program.main, database: join(folder, 'events.db') };
  try {
    await writeAndKill(await spawnNode(plan));
    const node = await spawnNode(plan);
    const results = await playAll(`127.0.0.1:${String(node.port)}`, options);
    node.child.kill('SIGTERM');
    await node.ended;
    return results;
  } finally {
    program.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Many appends are under way, and some are done, when it dies. */
async function writeAndKill(node: Awaited<ReturnType<typeof spawnNode>>): Promise<void> {
  const client = EventStoreDBClient.connectionString(node.connectionString);
  const event = (n: number) => jsonEvent({ type: 'Before', data: { n } });
  await client.appendToStream('before-the-crash', event(0));
  const running = Array.from({ length: 100 }, (_, n) =>
    client.appendToStream(`crash-${String(n)}`, event(n)),
  );
  const ended = Promise.allSettled(running);
  await Promise.any(running);
  node.child.kill('SIGKILL');
  await node.ended;
  await ended;
  await client.dispose();
}
