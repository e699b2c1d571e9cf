import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFiles, type DataFiles } from '@mizan/runtime';
import { freePort } from './free-port';
import { ManagedProcess } from './managed-process';

export interface SystemOptions {
  /** How many workers share the data folder; one of them works, the others stand by. */
  readonly workers?: number;
  /** How many apis there are, each on a port of its own; 1 unless told otherwise. */
  readonly apis?: number;
  /** Settings beside those that place the system. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Store, workers and api on free ports over a data folder of their own, each to be killed and started alone. */
export class System {
  private constructor(
    readonly dataDir: string,
    readonly connectionString: string,
    /** One for each api. */
    readonly urls: readonly string[],
    readonly store: ManagedProcess,
    readonly workers: readonly ManagedProcess[],
    readonly apis: readonly ManagedProcess[],
  ) {}

  /** Everything is ready when it resolves. */
  static async start({ workers = 1, apis = 1, env: more = {} }: SystemOptions = {}): Promise<System> {
    const dataDir = await mkdtemp(join(tmpdir(), 'mizan-system-'));
    const storePort = await freePort();
    const ports: number[] = [];
    while (ports.length < apis) ports.push(await freePort());
    const connectionString = `esdb://127.0.0.1:${storePort}?tls=false`;
    const env = { ...environment(dataDir, connectionString), ...more };
    const args = ['--port', String(storePort), '--db', dataFiles(dataDir).events];
    const system = new System(
      dataDir,
      connectionString,
      ports.map((port) => `http://127.0.0.1:${port}`),
      new ManagedProcess('store', { file: 'libs/store-node/src/main.js', args, env }),
      Array.from({ length: workers }, () => built('worker', env)),
      ports.map((port) => built('api', { ...env, MIZAN_PORT: String(port) })),
    );
    try {
      await system.startAll();
    } catch (error) {
      await system.remove();
      throw error;
    }
    return system;
  }

  /** Of the first api. */
  get url(): string {
    return this.urls[0] ?? '';
  }

  get files(): DataFiles {
    return dataFiles(this.dataDir);
  }

  async startAll(): Promise<void> {
    await this.store.start();
    await Promise.all([...this.workers, ...this.apis].map((each) => each.start()));
  }

  async killAll(): Promise<void> {
    await Promise.all([...this.apis, ...this.workers, this.store].map((each) => each.kill()));
  }

  /** Ends every process in order and removes the data folder. */
  async remove(): Promise<void> {
    for (const each of [...this.apis, ...this.workers, this.store]) await each.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

function built(name: 'worker' | 'api', env: Readonly<Record<string, string>>): ManagedProcess {
  return new ManagedProcess(name, { file: `apps/${name}/src/main.js`, args: [], env });
}

function environment(dataDir: string, eventStore: string): Readonly<Record<string, string>> {
  return {
    MIZAN_DATA_DIR: dataDir,
    MIZAN_EVENTSTORE: eventStore,
    MIZAN_EMBEDDED: '1',
    MIZAN_DEMO: '0',
    // Few identities send what many would.
    MIZAN_RATE_LIMIT: '0',
  };
}
