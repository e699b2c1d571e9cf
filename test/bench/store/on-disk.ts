import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rawFile, rawSqlite } from './ceilings';
import { appendInProcess } from './in-process';
import { LeanClient } from './lean-client';
import { startHollowNode, startNode } from './node-process';
import type { StoreBenchOptions } from './options';
import type { Runs } from './runs';
import { ceilings, held } from './targets';
import { manyRounds, thereAndBack } from './there-and-back';

/** The node without a socket and SQLite alone, in turn, each time in a folder of its own. */
async function durableGroups(
  folder: string,
  runs: Runs,
  { rounds, seconds, say }: StoreBenchOptions,
): Promise<void> {
  const of64 = { group: 64, seconds };
  const inFolder = async (work: (file: string) => number | Promise<number>): Promise<number> => {
    const own = mkdtempSync(join(folder, 'groups-'));
    const rate = await work(join(own, 'events.db'));
    rmSync(own, { recursive: true });
    return rate;
  };
  const ours = () => inFolder((file) => appendInProcess(file, of64));
  const alone = () => inFolder((file) => rawSqlite(file, of64));
  // The first rounds are for the compiler.
  for (let round = -1; round <= manyRounds(rounds); round++) {
    const [group, sqlite] = await thereAndBack(ours, alone);
    if (round < 1) continue;
    runs.add(ceilings.group, group);
    runs.add(ceilings.sqlite64, sqlite);
    runs.compare(held.groups, ceilings.group, ceilings.sqlite64);
    say(`groups of 64: ${runs.shown(ceilings.group)} of ${runs.shown(ceilings.sqlite64)}/s`);
  }
}

/** What this machine's disk and SQLite give, and what the node makes of it when its client costs next to nothing. */
export async function onDisk(folder: string, runs: Runs, options: StoreBenchOptions): Promise<void> {
  const { rounds, seconds, say } = options;
  await durableGroups(folder, runs, options);
  const [node, hollow] = [await startNode(join(folder, 'lean.db')), await startHollowNode()];
  const [lean, idle] = [await LeanClient.open(node.port), await LeanClient.open(hollow.port)];
  const inFlight = { inFlight: 64, events: 1, seconds };
  const [of1, of64] = [
    { group: 1, seconds },
    { group: 64, seconds },
  ];
  try {
    await lean.append('warm', inFlight);
    for (let round = 1; round <= rounds; round++) {
      const file = (name: string) => join(folder, `${name}-${String(round)}`);
      const stream = `lean-${String(round)}`;
      runs.add(ceilings.lean, await lean.append(stream, inFlight));
      runs.compare(ceilings.leanRatio, ceilings.lean, ceilings.sqlite64);
      runs.add(ceilings.leanBatch, await lean.append(stream, { inFlight: 1, events: 64, seconds }));
      runs.add(ceilings.leanHollow, await idle.append(stream, inFlight));
      runs.add(ceilings.leanRead, await lean.readAll(50_000));
      runs.add(ceilings.sqlite1, rawSqlite(file('sqlite-1'), of1));
      runs.add(ceilings.file1, rawFile(file('file-1'), of1));
      runs.add(ceilings.file64, rawFile(file('file-64'), of64));
      say(`round ${String(round)}: lean client ${runs.shown(ceilings.lean)}/s`);
    }
  } finally {
    for (const client of [lean, idle]) client.close();
    for (const each of [node, hollow]) await each.stop();
  }
}
