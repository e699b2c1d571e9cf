import { setTimeout as pause } from 'node:timers/promises';
import { openReadDatabase, schemaReady } from '@mizan/read-models';
import { dataFiles, type Settings } from '@mizan/runtime';

/** Milliseconds between looks, and until somebody is told what this process waits for. */
const interval = 100;
const silence = 3_000;

/**
 * Resolves once the worker has made the tables that this version reads.
 * @throws ReadDatabaseProblem when they belong to a newer version or cannot be read
 */
export async function untilSchema(
  { dataDir }: Pick<Settings, 'dataDir'>,
  say: (message: string) => void,
): Promise<void> {
  const file = dataFiles(dataDir).read;
  for (let waited = 0; !(await ready(file)); waited += interval) {
    if (waited === silence) say(`The api waits for the worker to prepare ${file}.`);
    await pause(interval);
  }
}

async function ready(file: string): Promise<boolean> {
  const db = openReadDatabase({ file, readOnly: true });
  try {
    return await schemaReady(db);
  } finally {
    await db.close();
  }
}
