import { join } from 'node:path';
import { rawFile, rawSqlite } from './ceilings';
import { appendInProcess } from './in-process';
import { LeanClient } from './lean-client';
import { startHollowNode, startNode } from './node-process';
import type { StoreBenchOptions } from './options';
import type { Runs } from './runs';
import { ceilings, held } from './targets';
import { thereAndBack } from './there-and-back';

/** What this machine's disk and SQLite give, and what the node makes of it when its client costs next to nothing. */
export async function onDisk(
  folder: string,
  runs: Runs,
  { rounds, seconds, say }: StoreBenchOptions,
): Promise<void> {
  const [node, hollow] = [await startNode(join(folder, 'lean.db')), await startHollowNode()];
  const [lean, idle] = [await LeanClient.open(node.port), await LeanClient.open(hollow.port)];
  const inFlight = { inFlight: 64, events: 1, seconds };
  const [of1, of64] = [
    { group: 1, seconds },
    { group: 64, seconds },
  ];
  try {
    await lean.append('warm', inFlight);
    await appendInProcess(join(folder, 'warm'), of64);
    for (let round = 1; round <= rounds; round++) {
      const file = (name: string) => join(folder, `${name}-${String(round)}`);
      const stream = `lean-${String(round)}`;
      let turn = 0;
      const [group, sqlite] = await thereAndBack(
        () => appendInProcess(file(`groups-${String(++turn)}`), of64),
        () => rawSqlite(file(`sqlite-64-${String(++turn)}`), of64),
      );
      runs.add(ceilings.group, group);
      runs.add(ceilings.sqlite64, sqlite);
      runs.compare(held.groups, ceilings.group, ceilings.sqlite64);
      runs.add(ceilings.lean, await lean.append(stream, inFlight));
      runs.compare(ceilings.leanRatio, ceilings.lean, ceilings.sqlite64);
      runs.add(ceilings.leanBatch, await lean.append(stream, { inFlight: 1, events: 64, seconds }));
      runs.add(ceilings.leanHollow, await idle.append(stream, inFlight));
      runs.add(ceilings.leanRead, await lean.readAll(50_000));
      runs.add(ceilings.sqlite1, rawSqlite(file('sqlite-1'), of1));
      runs.add(ceilings.file1, rawFile(file('file-1'), of1));
      runs.add(ceilings.file64, rawFile(file('file-64'), of64));
      say(`groups of 64: ${runs.shown(ceilings.group)} of ${runs.shown(ceilings.sqlite64)}/s`);
    }
  } finally {
    for (const client of [lean, idle]) client.close();
    for (const each of [node, hollow]) await each.stop();
  }
}
