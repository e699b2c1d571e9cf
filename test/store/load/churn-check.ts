import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Check } from '../check';
import { compileNode } from '../support/compiled-node';
import { spawnNode, type SpawnedNode } from '../support/spawned-node';
import { comeAndGo, CONNECTIONS, FOLLOWERS, newStreams } from './churn-round';
import { aliveMegabytes, residentMegabytes } from './memory';
import { growthOf, type Sample } from './slope';

const MINUTES = 10;

/** Streams of each filling: more than the node remembers. */
const FILLING = 12_000;

/** Megabytes that a second filling may leave alive beside what the first left: nothing grows with the data. */
const FILLED = 2;

/** Megabytes a minute, alive after a collection, over the second half: 20 bytes kept of each subscription would be more. */
const STEEPEST_ALIVE = 0.25;

/**
 * The same of resident memory. Looser, because V8 widens its young generation in steps of a few MB as it meets busier
 * moments, and whatever lay in it at such a moment stays resident.
 */
const STEEPEST_RESIDENT = 2;
const MOST_RESIDENT = 250;

/** As `mizan serve` starts it. */
const SERVED = ['--max-semi-space-size=8'];

const SAMPLE_EVERY_MS = 15_000;

/** Tells growth by data from growth by callers that come and go: the former is measured before, and then stands still. */
export const churnCheck: Check = {
  name: 'churn',
  about: `${String(MINUTES)} minutes (--minutes) of connections, subscriptions, reads and appends that come and go`,
  run: async ({ minutes = MINUTES, say }) => {
    const folder = mkdtempSync(join(tmpdir(), 'mizan-churn-'));
    const program = compileNode();
    const flags = [...SERVED, '--expose-gc', '--require', join(__dirname, 'memory-probe.cjs')];
    const node = await spawnNode({ main: program.main, database: join(folder, 'events.db'), flags });
    try {
      const isBounded = await data(node, say);
      const { alive, resident, ...done } = await churn(node, minutes);
      const [living, whole] = [growthOf(alive), growthOf(resident)];
      say(
        `churn: ${String(done.rounds)} rounds in ${String(minutes)} minutes: ${String(done.rounds * CONNECTIONS)} connections, ${String(done.rounds * FOLLOWERS)} subscriptions, ${String(done.appends)} appends\n` +
          `      alive after a collection: ${living.words} (bound ${String(STEEPEST_ALIVE)})\n` +
          `      resident: ${whole.words} (bounds ${String(STEEPEST_RESIDENT)}, and ${String(MOST_RESIDENT)} MB)`,
      );
      return (
        isBounded &&
        living.slopes.secondHalf <= STEEPEST_ALIVE &&
        whole.slopes.secondHalf <= STEEPEST_RESIDENT &&
        whole.most <= MOST_RESIDENT
      );
    } finally {
      node.child.kill('SIGKILL');
      await node.ended;
      program.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** What streams and events cost that nobody uses any more: the caches fill, and are then full. */
async function data(node: SpawnedNode, say: (words: string) => void): Promise<boolean> {
  await comeAndGo(node, 0);
  const before = await settled(node);
  await newStreams(node, 'first', FILLING);
  const first = await settled(node);
  await newStreams(node, 'second', FILLING);
  const second = await settled(node);
  say(
    `churn: ${String(FILLING)} streams with an event of 1 KB each leave ${(first - before).toFixed(1)} MB alive, as many again ${(second - first).toFixed(1)} MB (bound ${String(FILLED)})`,
  );
  return second - first <= FILLED;
}

async function churn(node: SpawnedNode, minutes: number) {
  const alive: Sample[] = [];
  const resident: Sample[] = [];
  const begun = performance.now();
  let [rounds, appends, next] = [0, 0, 0];
  for (;;) {
    const elapsed = performance.now() - begun;
    if (elapsed >= next) {
      next = elapsed + SAMPLE_EVERY_MS;
      resident.push({ minute: elapsed / 60_000, megabytes: residentMegabytes(node.pid) });
      alive.push({ minute: elapsed / 60_000, megabytes: await settled(node) });
    }
    if (elapsed >= minutes * 60_000) return { alive, resident, rounds, appends };
    appends += await comeAndGo(node, rounds++);
  }
}

/** What is alive once the calls that were cut off have been noticed. */
async function settled(node: SpawnedNode): Promise<number> {
  await pause(300);
  return aliveMegabytes(node.child);
}
