import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { Check } from '../check';
import { compileNode } from '../support/compiled-node';
import { spawnNode, type SpawnedNode } from '../support/spawned-node';
import { BatchLine } from './batch-line';
import { Follower } from './follower';
import { residentMegabytes } from './memory';
import { openSession } from './raw-client';

const MINUTES = 10;

/** Megabytes a minute over the second half of the time, when all caches are full. */
const STEEPEST = 2;

export const churnCheck: Check = {
  name: 'churn',
  about: `${String(MINUTES)} minutes (--minutes) of connections, subscriptions, reads and appends that come and go`,
  run: async ({ minutes = MINUTES, say }) => {
    const folder = mkdtempSync(join(tmpdir(), 'mizan-churn-'));
    const program = compileNode();
    const node = await spawnNode({ main: program.main, database: join(folder, 'events.db') });
    try {
      const samples = await churn(node, minutes);
      const later = samples.slice(Math.floor(samples.length / 2));
      const slope = slopeOf(later);
      const [first, last] = [samples[0]?.megabytes ?? 0, samples.at(-1)?.megabytes ?? 0];
      const most = Math.max(...samples.map(({ megabytes }) => megabytes));
      say(
        `churn: ${String(samples.length)} rounds in ${String(minutes)} minutes; memory ${first.toFixed(0)} MB at first, ${last.toFixed(0)} MB at last, ${most.toFixed(0)} MB at most; slope of the second half ${slope.toFixed(2)} MB a minute (bound ${String(STEEPEST)})`,
      );
      return slope <= STEEPEST;
    } finally {
      node.child.kill('SIGKILL');
      await node.ended;
      program.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Sample {
  readonly minute: number;
  readonly megabytes: number;
}

async function churn(node: SpawnedNode, minutes: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const begun = performance.now();
  const minute = (): number => (performance.now() - begun) / 60_000;
  for (let round = 0; minute() < minutes; round++) {
    await comeAndGo(node, round);
    samples.push({ minute: minute(), megabytes: residentMegabytes(node.pid) });
  }
  return samples;
}

/** Three connections: one follows, one appends and is cut off in the middle of it, one is an ordinary client. */
async function comeAndGo(node: SpawnedNode, round: number): Promise<void> {
  const reader = await openSession(node.port);
  const followers = Array.from(
    { length: 20 },
    (_, index) => new Follower(reader, index % 2 ? 'churn' : undefined),
  );
  await Promise.all(followers.map(({ caughtUp }) => caughtUp));
  const writer = await openSession(node.port);
  const line = new BatchLine(writer, `churn-${String(round % 500)}`, 8);
  const client = EventStoreDBClient.connectionString(node.connectionString);
  for (let index = 0; index < 5; index++)
    await client.appendToStream('churn', jsonEvent({ type: 'Churned', data: { round, index } }));
  let read = 0;
  for await (const one of client.readAll({ maxCount: 200 })) read += one.event === undefined ? 0 : 1;
  if (read === 0 || line.refused > 0) throw new Error('The node stopped serving in the middle of the churn.');
  await client.dispose();
  writer.destroy();
  reader.destroy();
}

/** Least squares: by how many megabytes a minute the memory grows. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const x = mean(samples.map(({ minute }) => minute));
  const y = mean(samples.map(({ megabytes }) => megabytes));
  const above = samples.reduce((sum, one) => sum + (one.minute - x) * (one.megabytes - y), 0);
  const below = samples.reduce((sum, one) => sum + (one.minute - x) ** 2, 0);
  return below === 0 ? 0 : above / below;
}
