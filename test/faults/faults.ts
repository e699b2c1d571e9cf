import { setTimeout as pause } from 'node:timers/promises';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { ApiClient } from './api-client';
import { killInTurn } from './kill-cycle';
import { auditLedger, type LedgerAudit } from './ledger-audit';
import { Load } from './load';
import { auditReadSide, type ReadSideAudit } from './read-side-audit';
import { System } from './system';

export interface FaultsOptions {
  /** Kills of each of store, worker and api. */
  readonly times: number;
  readonly writers: number;
  readonly onKill?: (name: string, number: number) => void;
}

export interface FaultsReport {
  readonly kills: number;
  /** Orders that needed more than one attempt. */
  readonly repeated: number;
  readonly ledger: LedgerAudit;
  readonly readSide: ReadSideAudit;
}

/** Orders that must get through between two kills. */
const breath = 12;
/** How long the worker may take to bring the last deadlines and rows, in milliseconds. */
const settlePatience = 30_000;

/** Kills store, worker and api in turn while people write over HTTP, then looks for what was lost or doubled. */
export async function runFaults({ times, writers, onKill }: FaultsOptions): Promise<FaultsReport> {
  const system = await System.start();
  try {
    const client = new ApiClient(system.url);
    const load = new Load(client, writers);
    await load.progress(breath);
    const targets = [system.store, ...system.workers, ...system.apis];
    await killInTurn({
      targets,
      times,
      recovered: () => load.progress(breath),
      ...(onKill ? { onKill } : {}),
    });
    await load.stop();
    return { kills: times * targets.length, ...(await audit(system, client, load)) };
  } finally {
    await system.remove();
  }
}

async function audit(system: System, client: ApiClient, load: Load): Promise<Omit<FaultsReport, 'kills'>> {
  const store = eventStoreDb(system.connectionString);
  try {
    await deadlinesPassed(client, load.abandoned);
    for (const worker of system.workers) await worker.stop();
    return {
      repeated: load.acknowledged.filter(({ attempts }) => attempts > 1).length,
      ledger: await auditLedger(store, load),
      readSide: await auditReadSide(system.files.read, store),
    };
  } finally {
    await store.close();
  }
}

/** Waits until every abandoned case shows its missed deadline, so that reads have caught up as well. */
async function deadlinesPassed(client: ApiClient, cases: readonly string[]): Promise<void> {
  const giveUp = Date.now() + settlePatience;
  for (const id of cases) {
    while (!(await showsMiss(client, id)) && Date.now() < giveUp) await pause(50);
  }
}

async function showsMiss(client: ApiClient, id: string): Promise<boolean> {
  const { events } = await client.read<{ events: readonly { type: string }[] }>(
    'tr.cochair',
    `/v1/shares/${id}`,
  );
  return events.some(({ type }) => type === 'DeadlineMissed');
}
