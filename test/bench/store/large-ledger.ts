import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Position } from '@eventstore/db-client';
import type { Target } from '../measure';
import { peakMb, residentMb } from '../support/memory';
import { scan } from './ceilings';
import { ClientWork, LONG, warmUp } from './client-work';
import { startNode } from './node-process';
import type { StoreBenchOptions } from './options';
import type { Runs } from './runs';
import { ceilings, held, sizes } from './targets';
import { manyRounds, thereAndBack } from './there-and-back';

const KB = 1024;
/** What memory while reading may be of memory at rest. */
const MEMORY = 1.3;

/** What a large ledger costs: disk, start, memory, and the speed beside that of a small one. */
export async function inALargeLedger(folder: string, runs: Runs, options: StoreBenchOptions): Promise<void> {
  const { events, rounds, say } = options;
  const [young, old] = [join(folder, 'small.db'), join(folder, 'large.db')];
  const middle = await grown(old, options);
  runs.add(sizes.disk, (statSync(old).size + statSync(`${old}-index`).size) / events);
  runs.divide(held.disk, 2 * KB, runs.last(sizes.disk));
  say(`a ledger of ${String(events)} events, ${runs.shown(sizes.disk)} bytes each`);
  await grown(young, { ...options, events: LONG });
  for (let round = 1; round <= rounds; round++) {
    runs.add(ceilings.scan, scan(old));
    await drained(old, runs, options);
    say(`${runs.shown(sizes.idle)} MB at rest, at most ${runs.shown(sizes.draining)} MB while all is read`);
  }
  await compared({ young, old }, middle, { runs, options });
}

/** A file with so many events, in order at rest. Answers the position of its middle. */
async function grown(file: string, { events, seconds }: StoreBenchOptions): Promise<Position> {
  const node = await startNode(file);
  const client = new ClientWork(node.connectionString, seconds);
  try {
    return await client.grow(events);
  } finally {
    await client.close();
    await node.stop();
  }
}

/** Starts on the large ledger, rests, and is read from beginning to end. */
async function drained(file: string, runs: Runs, { seconds }: StoreBenchOptions): Promise<void> {
  const node = await startNode(file);
  const client = new ClientWork(node.connectionString, seconds);
  try {
    runs.add(sizes.ready, node.readyMs);
    runs.divide(held.ready, 1000, node.readyMs);
    await pause(2_000);
    runs.add(sizes.idle, residentMb(node.pid));
    runs.add(sizes.draining, await peakMb(node.pid, () => client.drainAll()));
    runs.divide(held.memory, MEMORY * runs.last(sizes.idle), runs.last(sizes.draining));
  } finally {
    await client.close();
    await node.stop();
  }
}

interface Ages<T> {
  readonly young: T;
  readonly old: T;
}

async function compared(
  files: Ages<string>,
  middle: Position,
  { runs, options }: { readonly runs: Runs; readonly options: StoreBenchOptions },
): Promise<void> {
  const nodes = { young: await startNode(files.young), old: await startNode(files.old) };
  const young = new ClientWork(nodes.young.connectionString, options.seconds / 2);
  const old = new ClientWork(nodes.old.connectionString, options.seconds / 2);
  try {
    await warmUp(young, old);
    const compare = async (target: Target, work: (client: ClientWork) => Promise<number>) => {
      const [large, small] = await thereAndBack(
        () => work(old),
        () => work(young),
      );
      runs.divide(target, large, small);
    };
    for (let round = 1; round <= manyRounds(options.rounds); round++) {
      await compare(held.appendLarge, (client) => client.append(64));
      await compare(held.streamLarge, (client) => client.readStream());
      await compare(held.allLarge, (client) => client.readAll(client === old ? middle : undefined));
      const shown = [held.appendLarge, held.streamLarge, held.allLarge].map((one) =>
        runs.last(one).toFixed(2),
      );
      options.say(`large and small, round ${String(round)}: ${shown.join(', ')}`);
    }
  } finally {
    for (const each of [young, old]) await each.close();
    for (const each of Object.values(nodes)) await each.stop();
  }
}
