import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { spawnNode } from '../support/spawned-node';
import type { Finding } from './finding';
import { readTrace } from './trace-log';

const ROUNDS = 120;
const AT_ONCE = 16;
const CALLS = 'write,writev,pwrite64,pwritev,sendmsg,sendto,fsync,fdatasync';

/** Traces the node while it is written to: between the last write of a commit and its answers it must have synced. */
export async function traceSystemCalls(main: string, folder: string): Promise<Finding> {
  const reason = whyNot();
  if (reason !== undefined) return { words: `system calls: not traced, ${reason}`, isSound: true };
  const database = join(realpathSync(folder), 'events.db');
  const log = join(folder, 'trace');
  const strace = ['strace', '-f', '-y', '-s', '0', '-e', `trace=${CALLS}`, '-o', log];
  const node = await spawnNode({ main, database, wrapper: strace });
  const client = EventStoreDBClient.connectionString(node.connectionString);
  for (let round = 0; round < ROUNDS; round++) {
    const event = () => jsonEvent({ type: 'Traced', data: { round, text: 'x'.repeat(900) } });
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => client.appendToStream(`s-${String(index)}`, event())),
    );
  }
  await client.dispose();
  // Not by a signal, which would go to strace: the node ends with the channel to its owner.
  node.child.disconnect();
  await node.ended;
  const { writes, syncs, answers, early } = readTrace(readFileSync(log, 'utf8').split('\n'), database);
  return {
    words: `system calls: ${String(ROUNDS * AT_ONCE)} appends, ${String(writes)} writes to the store's file, ${String(syncs)} syncs, ${String(answers)} writes to sockets, ${String(early)} of them before what was written was on disk`,
    isSound: early === 0 && syncs >= ROUNDS && answers >= ROUNDS,
  };
}

function whyNot(): string | undefined {
  if (!existsSync('/proc')) return 'there is no Linux here';
  const tried = spawnSync('strace', ['-o', '/dev/null', process.execPath, '--version']);
  if (tried.error !== undefined) return 'strace is not installed';
  return tried.status === 0 ? undefined : `strace may not trace here: ${tried.stderr.toString().trim()}`;
}
