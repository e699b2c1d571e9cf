import { cpSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { startStoreNode } from '@mizan/store-node';
import { join } from 'node:path';
import { audit, type AuditReport, promisedNow } from './audit';
import { drain } from './drain';
import type { SpawnedNode } from '../support/spawned-node';
import type { Writer } from './writer';

/** Long enough for answers that had left the node to arrive. */
const LAST_ANSWERS_MS = 5;

/** Stops the process where it is, copies all its files together, lets it go on, and audits what a node serves from the copy. */
export async function auditStoppedCopy(
  node: SpawnedNode,
  folders: { readonly from: string; readonly to: string },
  writers: readonly Writer[],
): Promise<AuditReport> {
  node.child.kill('SIGSTOP');
  await stopped(node.pid);
  await pause(LAST_ANSWERS_MS);
  const promised = promisedNow(writers);
  cpSync(folders.from, folders.to, { recursive: true });
  node.child.kill('SIGCONT');
  const copy = await startStoreNode({ database: join(folders.to, 'events.db'), port: 0 });
  try {
    return audit(await drain(copy.port), promised);
  } finally {
    await copy.stop();
  }
}

async function stopped(pid: number): Promise<void> {
  const file = `/proc/${String(pid)}/stat`;
  if (!existsSync(file)) return pause(20);
  const isStopped = (): boolean => / [Tt] /.test(readFileSync(file, 'utf8').replace(/^.*\)/, ''));
  for (let tries = 0; !isStopped() && tries < 1000; tries++) await pause(1);
}
