import { join } from 'node:path';

export interface DataFiles {
  /** The embedded node's events. */
  readonly events: string;
  /** Read models, checkpoints, timers: written by the worker only. */
  readonly read: string;
  /** Requests of the api to the worker: written by the api only. */
  readonly control: string;
  /** Held by the worker that projects; the operating system frees it. */
  readonly workerLock: string;
  /** Who runs where, for people and the doctor; never a lock. */
  readonly runtime: string;
  /** Private keys of the embedded identity provider. */
  readonly identityKeys: string;
  /** One line for every refusal and every session that began or ended, unless another place is set. */
  readonly audit: string;
}

/** Every file that Mizan keeps in its data folder. */
export function dataFiles(dataDir: string): DataFiles {
  return {
    events: join(dataDir, 'events.db'),
    read: join(dataDir, 'read.db'),
    control: join(dataDir, 'control.db'),
    workerLock: join(dataDir, 'worker.lock'),
    runtime: join(dataDir, 'runtime.json'),
    identityKeys: join(dataDir, 'identity-keys.json'),
    audit: join(dataDir, 'audit.ndjson'),
  };
}
