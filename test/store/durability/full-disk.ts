import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { audit, auditInWords, isClean, promisedNow } from '../crash/audit';
import { drain } from '../crash/drain';
import { makeWriters, type Writer } from '../crash/writer';
import { Random } from '../model/random';
import { holdsWithin } from '../load/wait';
import { spawnNode, type SpawnedNode } from '../support/spawned-node';
import type { Finding } from './finding';

const WRITERS = 16;
const LARGEST_FILE = 3 * 1024 * 1024;

/** Writers fill the disk; what was acknowledged is served then, and after a start with room, where they go on. */
export async function fillDisk(main: string, folder: string): Promise<Finding> {
  const database = join(folder, 'events.db');
  const writers = makeWriters(WRITERS, new Random(1));
  const small = await spawnNode({ main, database, largestFile: LARGEST_FILE });
  const filled = await writeUntil(small, writers, () =>
    writers.some(({ failure }) => failure.includes('disk is full')),
  );
  const whileFull = audit(await drain(small.port), promisedNow(writers));
  const ended = await end(small);
  const roomy = await spawnNode({ main, database });
  const acknowledged = (): number => writers.reduce((sum, one) => sum + one.acknowledged, 0);
  const enough = acknowledged() + 10 * WRITERS;
  const wentOn = await writeUntil(roomy, writers, () => acknowledged() >= enough);
  const afterwards = audit(await drain(roomy.port), promisedNow(writers));
  await end(roomy);
  return {
    words: `full disk: ${filled ? 'appends were refused in so many words' : 'no append was refused'}; served then: ${auditInWords(whileFull)}; with room again: ${auditInWords(afterwards)}`,
    isSound: filled && isClean(whileFull) && ended === 0 && wentOn && isClean(afterwards),
  };
}

async function writeUntil(
  node: SpawnedNode,
  writers: readonly Writer[],
  condition: () => boolean,
): Promise<boolean> {
  const client = EventStoreDBClient.connectionString(node.connectionString);
  let over = false;
  const written = Promise.all(writers.map((writer) => writer.write(client, () => over)));
  const held = await holdsWithin(60, condition);
  over = true;
  await written;
  await client.dispose();
  return held;
}

async function end(node: SpawnedNode): Promise<number | null> {
  node.child.kill('SIGTERM');
  return (await node.ended).code;
}
