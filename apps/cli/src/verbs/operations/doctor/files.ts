import { existsSync, statSync } from 'node:fs';
import { openReadDatabase, ReadDatabaseProblem, schemaReady, workerLock } from '@mizan/read-models';
import { databases, dataFiles, type Settings } from '@mizan/runtime';
import { storeInfo, StoreFault } from '@mizan/store-node';
import { finding, type Finding } from './finding';
import { storeFinding } from './store-finding';

/** What a database problem is called here: what an operator does about it differs. */
const codes: Readonly<Record<string, string>> = {
  READ_DATABASE_NEWER: 'SCHEMA_NEWER',
  READ_DATABASE_CORRUPT: 'DATABASE_DAMAGED',
  READ_DATABASE_DENIED: 'DATABASE_DENIED',
};

/** The read side's database, opened for reading only. */
export async function readDatabase(settings: Settings): Promise<readonly Finding[]> {
  const { read } = databases(settings);
  if ('file' in read && !existsSync(read.file)) return [];
  const db = openReadDatabase({ ...read, readOnly: true });
  try {
    await schemaReady(db);
    return [];
  } catch (error) {
    if (!(error instanceof ReadDatabaseProblem)) throw error;
    return [finding(codes[error.code] ?? 'DATABASE_UNREACHABLE', error.detail, error.remedy)];
  } finally {
    await db.close().catch(() => undefined);
  }
}

/** The embedded store's file, which is the ledger itself. One that a start has not filled yet, or will bring forwards, is well. */
export function eventsFile({ dataDir, embedded }: Settings): readonly Finding[] {
  const { events } = dataFiles(dataDir);
  if (!embedded || !existsSync(events) || statSync(events).size === 0) return [];
  try {
    storeInfo(events);
    return [];
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    return error.code === 'OLD' ? [] : [storeFinding(error)];
  }
}

/** Whether a worker is at work: it holds the lock. Asked only where an api runs, which is nothing without one. */
export async function worker(settings: Settings): Promise<readonly Finding[]> {
  const lock = workerLock(databases(settings).workerLock);
  try {
    const held = await lock.tryAcquire();
    if (!held) return [];
    await held.release();
  } catch (error) {
    // What is wrong with the folder or the database has been said.
    if (error instanceof ReadDatabaseProblem) return [];
    throw error;
  } finally {
    await lock.close();
  }
  const detail = 'No worker is at work: nothing new becomes readable, and no deadline is recorded.';
  return [finding('WORKER_MISSING', detail, 'Start a worker, or end Mizan and start it with npm start.')];
}
