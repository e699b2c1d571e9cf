import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { SpawnedNode } from '../support/spawned-node';
import { BatchLine } from './batch-line';
import { Follower } from './follower';
import { openSession } from './raw-client';

/** What one round opens and lets go of. */
export const CONNECTIONS = 3;
export const FOLLOWERS = 20;

const KNOWN_STREAMS = 500;

/**
 * Three connections: one follows, one appends and is cut off in the middle of it, one is an ordinary client. Streams are
 * taken in turn, so that after 500 rounds only events are new. Gives how many appends were acknowledged.
 */
export async function comeAndGo(node: SpawnedNode, round: number): Promise<number> {
  const reader = await openSession(node.port);
  const followers = Array.from(
    { length: FOLLOWERS },
    (_, index) => new Follower(reader, index % 2 ? 'churn' : undefined),
  );
  await Promise.all(followers.map(({ caughtUp }) => caughtUp));
  const writer = await openSession(node.port);
  const line = new BatchLine(writer, `churn-${String(round % KNOWN_STREAMS)}`, 8);
  const client = EventStoreDBClient.connectionString(node.connectionString);
  for (let index = 0; index < 5; index++)
    await client.appendToStream('churn', jsonEvent({ type: 'Churned', data: { round, index } }));
  let read = 0;
  for await (const one of client.readAll({ maxCount: 200 })) read += one.event === undefined ? 0 : 1;
  if (read === 0 || line.refused > 0) throw new Error('The node stopped serving in the middle of the churn.');
  await client.dispose();
  writer.destroy();
  reader.destroy();
  return line.acknowledged.length + 5;
}

/** One event in each of so many streams that nobody comes back to. */
export async function newStreams(node: SpawnedNode, name: string, count: number): Promise<void> {
  const session = await openSession(node.port);
  let next = 0;
  const line = new BatchLine(session, () => `${name}-${String(next++)}`, 64);
  while (line.acknowledged.length < count && line.refused === 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
  line.stop();
  session.destroy();
  if (line.refused > 0) throw new Error('The node refused a new stream.');
}
