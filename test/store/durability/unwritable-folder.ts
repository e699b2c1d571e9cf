import { chmodSync, chownSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { drain } from '../crash/drain';
import { type SpawnPlan, spawnNode, spawnToEnd } from '../support/spawned-node';
import type { Finding } from './finding';

/** The user called nobody, as a number, on every common system. */
const NOBODY = 65_534;
const APPENDS = 50;

/** For root nothing is unwritable, so the node runs as somebody else then. */
const isRoot = process.getuid?.() === 0;
const wrapper = isRoot
  ? ['setpriv', `--reuid=${String(NOBODY)}`, `--regid=${String(NOBODY)}`, '--clear-groups']
  : [];

/** A folder that may not be written: from the beginning, from one start to the next, and while a node runs. */
export async function takeFolderAway(main: string, folder: string): Promise<Finding> {
  const data = join(folder, 'data');
  mkdirSync(data);
  if (isRoot) for (const path of [folder, data]) chownSync(path, NOBODY, NOBODY);
  const plan: SpawnPlan = { main, database: join(data, 'events.db'), wrapper };
  chmodSync(data, 0o555);
  const fresh = await spawnToEnd(plan);
  chmodSync(data, 0o755);
  const acknowledged = await appendWhileItCloses(plan, data);
  const again = await spawnToEnd(plan);
  setModes(data, { folder: 0o755, files: 0o644 });
  const node = await spawnNode(plan);
  const found = (await drain(node.port)).length;
  node.child.kill('SIGTERM');
  const { code } = await node.ended;
  const refusals = [fresh, again].filter(({ code: ended, said }) => ended === 1 && /Cannot write/.test(said));
  return {
    words: `unwritable folder${isRoot ? ' (as nobody)' : ''}: ${String(refusals.length)} of 2 starts refused in words; ${String(acknowledged)} appends acknowledged before and after it was closed under a running node, ${String(found)} found`,
    isSound: refusals.length === 2 && found === acknowledged && acknowledged > 0 && code === 0,
  };
}

/** Half of the appends come before the folder and its files are closed, half after; those that are refused do not count. */
async function appendWhileItCloses(plan: SpawnPlan, data: string): Promise<number> {
  const node = await spawnNode(plan);
  const client = EventStoreDBClient.connectionString(node.connectionString);
  let acknowledged = 0;
  for (let index = 0; index < APPENDS; index++) {
    if (index === APPENDS / 2) setModes(data, { folder: 0o555, files: 0o444 });
    const append = client.appendToStream('s', jsonEvent({ type: 'Written', data: { index } }));
    acknowledged += await append.then(
      () => 1,
      () => 0,
    );
  }
  await client.dispose();
  node.child.kill('SIGTERM');
  await node.ended;
  return acknowledged;
}

function setModes(data: string, modes: { folder: number; files: number }): void {
  chmodSync(data, 0o755);
  for (const file of readdirSync(data)) chmodSync(join(data, file), modes.files);
  chmodSync(data, modes.folder);
}
