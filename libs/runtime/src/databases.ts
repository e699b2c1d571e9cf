import { dataFiles } from './data-files';
import type { Settings } from './settings';

type Location = { readonly file: string } | { readonly postgresUrl: string };

/** Where a ledger keeps what is not in its event store. */
export interface Databases {
  /** Read models, checkpoints, timers: written by the worker only. */
  readonly read: Location;
  /** Requests to the worker, sessions: written by the apis only. */
  readonly control: Location;
  /** What workers compete for. */
  readonly workerLock: Location;
}

/** Files of the data folder, or one PostgreSQL database for everything. */
export function databases({ dataDir, postgresUrl }: Pick<Settings, 'dataDir' | 'postgresUrl'>): Databases {
  if (postgresUrl !== null)
    return { read: { postgresUrl }, control: { postgresUrl }, workerLock: { postgresUrl } };
  const { read, control, workerLock } = dataFiles(dataDir);
  return { read: { file: read }, control: { file: control }, workerLock: { file: workerLock } };
}
