import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { Random } from '../model/random';
import { spawnNode } from '../support/spawned-node';
import { add, audit, type AuditReport, NOTHING_AUDITED, promisedNow } from './audit';
import { drain } from './drain';
import { auditStoppedCopy } from './stopped-copy';
import { makeWriters, type Writer } from './writer';

export interface EpisodeReport {
  kills: number;
  copies: number;
  /** Of the store itself, at the end. */
  store: AuditReport;
  /** Of all copies together. */
  copied: AuditReport;
  refusals: number;
}

export interface EpisodePlan {
  /** The node's program. */
  readonly main: string;
  readonly rounds: number;
  readonly writers: number;
  readonly random: Random;
}

/** So long, at most, does a blow wait after the writers got going. */
const LONGEST_WAIT_MS = 60;

/** One store from its first event on: in each round the writers go on, its files are copied while it stands still, and it is killed. */
export async function playEpisode(plan: EpisodePlan): Promise<EpisodeReport> {
  const folder = mkdtempSync(join(tmpdir(), 'mizan-crash-'));
  const writers = makeWriters(plan.writers, plan.random);
  const report: EpisodeReport = {
    kills: 0,
    copies: 0,
    store: NOTHING_AUDITED,
    copied: NOTHING_AUDITED,
    refusals: 0,
  };
  try {
    const data = join(folder, 'data');
    mkdirSync(data);
    for (let round = 0; round < plan.rounds; round++) {
      report.copied = add(report.copied, await playRound(plan, { folder, data, writers }));
      report.copies++;
      report.kills++;
    }
    report.store = await finalAudit(plan.main, join(data, 'events.db'), writers);
    report.refusals = writers.reduce((sum, { refusals }) => sum + refusals.length, 0);
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function playRound(
  { main, random }: EpisodePlan,
  { folder, data, writers }: { folder: string; data: string; writers: readonly Writer[] },
): Promise<AuditReport> {
  const node = await spawnNode({ main, database: join(data, 'events.db') });
  const client = EventStoreDBClient.connectionString(node.connectionString);
  let over = false;
  const written = Promise.all(writers.map((writer) => writer.write(client, () => over)));
  try {
    await someMore(writers);
    await pause(random.between(0, LONGEST_WAIT_MS));
    const copy = join(folder, 'copy');
    const copied = await auditStoppedCopy(node, { from: data, to: copy }, writers);
    rmSync(copy, { recursive: true });
    await someMore(writers);
    await pause(random.between(0, LONGEST_WAIT_MS));
    return copied;
  } finally {
    over = true;
    node.child.kill('SIGKILL');
    await node.ended;
    await written;
    await client.dispose();
  }
}

/** Until as many appends got through as there are writers. */
async function someMore(writers: readonly Writer[]): Promise<void> {
  const count = (): number => writers.reduce((sum, { acknowledged }) => sum + acknowledged, 0);
  const enough = count() + writers.length;
  while (count() < enough) await pause(2);
}

async function finalAudit(main: string, database: string, writers: readonly Writer[]): Promise<AuditReport> {
  const node = await spawnNode({ main, database });
  try {
    return audit(await drain(node.port), promisedNow(writers));
  } finally {
    node.child.kill('SIGTERM');
    await node.ended;
  }
}
