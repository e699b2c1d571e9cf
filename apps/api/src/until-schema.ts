import { setTimeout as pause } from 'node:timers/promises';
import { openReadDatabase, ReadDatabaseProblem, schemaReady, type ReadDatabase } from '@mizan/read-models';
import { databases, type Settings } from '@mizan/runtime';

/** Milliseconds between looks, and until somebody is told what this process waits for. */
const interval = 100;
const silence = 3_000;

/**
 * Resolves once the worker has made the tables that this version reads. A database that does not answer yet is waited for.
 * @throws ReadDatabaseProblem when they belong to a newer version or cannot be read
 */
export async function untilSchema(
  settings: Pick<Settings, 'dataDir' | 'postgresUrl'>,
  say: (message: string) => void,
): Promise<void> {
  const db = openReadDatabase({ ...databases(settings).read, readOnly: true });
  const since = performance.now();
  let told = false;
  try {
    for (;;) {
      const missing = await whatIsMissing(db);
      if (missing === null) return;
      if (!told && performance.now() - since > silence) {
        say(missing);
        told = true;
      }
      await pause(interval);
    }
  } finally {
    await db.close();
  }
}

/** Null when the tables are there. */
async function whatIsMissing(db: ReadDatabase): Promise<string | null> {
  try {
    return (await schemaReady(db)) ? null : `The api waits for the worker to prepare ${db.name}.`;
  } catch (error) {
    if (error instanceof ReadDatabaseProblem && error.passing) return error.message;
    throw error;
  }
}
