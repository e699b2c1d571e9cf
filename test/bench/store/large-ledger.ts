import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Position } from '@eventstore/db-client';
import { peakMb, residentMb } from '../support/memory';
import { scan } from './ceilings';
import { ClientWork, LONG } from './client-work';
import { startNode } from './node-process';
import type { Runs } from './runs';
import type { StoreBenchOptions } from './options';
import { ceilings, held, sizes } from './targets';

const KB = 1024;
/** What memory while reading may be of memory at rest. */
const MEMORY = 1.3;

/** What a large ledger costs: disk, start, memory, and the speed beside that of a small one. */
export async function inALargeLedger(folder: string, runs: Runs, options: StoreBenchOptions): Promise<void> {
  const { events, rounds, say } = options;
  const [young, old] = [join(folder, 'small.db'), join(folder, 'large.db')];
  const middle = await grown(old, options);
  runs.add(sizes.disk, statSync(old).size / events);
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
  const young = new ClientWork(nodes.young.connectionString, options.seconds);
  const old = new ClientWork(nodes.old.connectionString, options.seconds);
  try {
    for (const each of [young, old]) await each.append(64);
    for (let round = 1; round <= options.rounds; round++) {
      const at = { young: await young.append(64), old: await old.append(64) };
      runs.divide(held.appendLarge, at.old, at.young);
      const stream = { young: await young.readStream(), old: await old.readStream() };
      runs.divide(held.streamLarge, stream.old, stream.young);
      const all = { young: await young.readAll(), old: await old.readAll(middle) };
      runs.divide(held.allLarge, all.old, all.young);
      options.say(
        `large and small, round ${String(round)}: append ${at.old.toFixed(0)} and ${at.young.toFixed(0)}/s`,
      );
    }
  } finally {
    for (const each of [young, old]) await each.close();
    for (const each of Object.values(nodes)) await each.stop();
  }
}
