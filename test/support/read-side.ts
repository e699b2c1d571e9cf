import { ApiClient } from '../faults/api-client';
import { freePort } from '../faults/free-port';
import { ManagedProcess } from '../faults/managed-process';

export interface ReadSidePlan {
  readonly dataDir: string;
  /** Connection string of the event store. */
  readonly eventStore: string;
  /** Null for SQLite in the data folder. */
  readonly postgresUrl: string | null;
  readonly demo: boolean;
  readonly workers: number;
  readonly apis: number;
}

/** Workers and apis as processes over one event store, each to be killed and started alone. */
export interface ReadSide {
  readonly workers: readonly ManagedProcess[];
  readonly apis: readonly { readonly process: ManagedProcess; readonly client: ApiClient }[];
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function planReadSide(plan: ReadSidePlan): Promise<ReadSide> {
  const built = (name: 'worker' | 'api', port: number) =>
    new ManagedProcess(name, {
      file: `apps/${name}/src/main.js`,
      args: [],
      env: { ...environment(plan), MIZAN_PORT: String(port) },
    });
  const workers = Array.from({ length: plan.workers }, () => built('worker', 0));
  const apis: { process: ManagedProcess; client: ApiClient }[] = [];
  for (let n = 0; n < plan.apis; n++) {
    const port = await freePort();
    apis.push({ process: built('api', port), client: new ApiClient(`http://127.0.0.1:${port}`) });
  }
  const processes = [...workers, ...apis.map(({ process }) => process)];
  return {
    workers,
    apis,
    // One after the other: the first worker works and the next ones stand by.
    start: async () => {
      for (const each of processes) await each.start();
    },
    stop: async () => {
      await Promise.all(processes.map((each) => each.stop()));
    },
  };
}

function environment({ dataDir, eventStore, postgresUrl, demo }: ReadSidePlan): Record<string, string> {
  return {
    MIZAN_DATA_DIR: dataDir,
    MIZAN_EVENTSTORE: eventStore,
    MIZAN_EMBEDDED: '1',
    MIZAN_DEMO: demo ? '1' : '0',
    ...(postgresUrl === null ? {} : { MIZAN_POSTGRES_URL: postgresUrl }),
  };
}
