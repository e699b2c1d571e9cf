import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import type { Check } from '../check';
import { compileNode } from '../support/compiled-node';
import { spawnNode, type SpawnedNode } from '../support/spawned-node';
import { ending } from './ending';
import type { LoadCase } from './load-case';
import { residentMegabytes, watchMemory } from './memory';
import { beyondLimits, halfOpen, slowLoris } from './misbehaviour';
import { liveSubscriptions, stalledReaders } from './readers';
import { callsPerConnection, flood, unfinishedBatches } from './writers';

const cases: readonly LoadCase[] = [
  liveSubscriptions,
  stalledReaders,
  flood,
  callsPerConnection,
  beyondLimits,
  halfOpen,
  slowLoris,
  unfinishedBatches,
  ending,
];

export const loadCheck: Check = {
  name: 'load',
  about: 'what many, slow, broken and greedy callers do to a node, and how much memory it takes',
  run: async ({ say }) => {
    const program = compileNode();
    let sound = true;
    try {
      for (const one of cases) {
        const { words, isSound } = await runCase(program.main, one);
        say(`load: ${one.name}\n      ${words}${isSound ? '' : '  <-- not as it should be'}`);
        sound &&= isSound;
      }
    } finally {
      program.remove();
    }
    return sound;
  },
};

/** Gives the case a fresh node; its memory must stay in bounds, and afterwards it must end in order. */
async function runCase(main: string, one: LoadCase): Promise<{ words: string; isSound: boolean }> {
  const folder = mkdtempSync(join(tmpdir(), 'mizan-load-'));
  const database = join(folder, 'events.db');
  const node = await spawnNode({ main, database });
  try {
    await warmUp(node);
    const before = residentMegabytes(node.pid);
    const watch = watchMemory(node.pid);
    const result = await one.run(node, database);
    const growth = watch.stop() - before;
    const memory = `memory ${before.toFixed(0)} MB, at most ${growth.toFixed(0)} MB more (bound ${String(one.boundMegabytes)})`;
    const code = result.nodeIsGone === true ? 0 : await end(node);
    return {
      words: `${result.words}; ${memory}${code === 0 ? '' : `; it ended with ${String(code)}: ${node.said()}`}`,
      isSound: result.isSound && growth <= one.boundMegabytes && code === 0,
    };
  } finally {
    node.child.kill('SIGKILL');
    await node.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function warmUp(node: SpawnedNode): Promise<void> {
  const client = EventStoreDBClient.connectionString(node.connectionString);
  for (let index = 0; index < 200; index++)
    await client.appendToStream('warm', jsonEvent({ type: 'Warm', data: { text: 'x'.repeat(500) } }));
  await client.dispose();
}

async function end(node: SpawnedNode): Promise<number | null> {
  node.child.kill('SIGTERM');
  return (await node.ended).code;
}
