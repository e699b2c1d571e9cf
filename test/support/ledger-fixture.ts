import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mechanism } from '@mizan/access';
import { ProjectionRunner, type Clock, type EventStore } from '@mizan/es';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import {
  checkpoints,
  migrate,
  openReadDatabase,
  readModelProjections,
  type ReadDatabase,
} from '@mizan/read-models';
import { databases, ledgerCodec, readSettings, type Settings } from '@mizan/runtime';
import { startStoreNodeInWorker } from '@mizan/store-node';
import { createApi } from '../../apps/api/src/create-api';
import { askToken } from './ask-token';
import { createDatabase, dropDatabase, onPostgres } from './postgres/databases';

export interface Ledger {
  /** Of the api, without a slash at the end. */
  readonly url: string;
  readonly settings: Settings;
  /** A client of the embedded node beside the api's. */
  readonly store: EventStore;
  /** The worker's connection, for writing. */
  readonly readDatabase: ReadDatabase;
  tokenFor(persona: string): Promise<string>;
  /** Holds the projections back, as a slow worker would, until the returned function is called. */
  pauseProjections(): Promise<() => void>;
  stop(): Promise<void>;
}

export interface LedgerOptions {
  readonly clock?: Clock;
  /** In place of the settings' file. */
  readonly mechanism?: Mechanism;
  /** In place of what tests usually have. */
  readonly settings?: Partial<Settings>;
}

/** A whole ledger on free ports: embedded node, projections of the worker, and the api over HTTP. */
export async function startLedger(options: LedgerOptions = {}): Promise<Ledger> {
  const dataDir = await mkdtemp(join(tmpdir(), 'mizan-test-'));
  const node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
  const postgresUrl = onPostgres() ? await createDatabase() : null;
  const settings = {
    ...readSettings({}),
    port: 0,
    dataDir,
    eventStore: node.connectionString,
    demo: false,
    postgresUrl,
    ...options.settings,
  };
  const store = eventStoreDb(node.connectionString);
  const readDatabase = openReadDatabase(databases(settings).read);
  await migrate(readDatabase);
  let projections = project(store, readDatabase);
  const api = await createApi(settings, options);
  const tokens = new Map<string, Promise<string>>();
  return {
    url: api.url,
    settings,
    store,
    readDatabase,
    tokenFor: (persona) => remembered(tokens, persona, () => askToken(api.url, persona)),
    pauseProjections: async () => {
      await projections.stop();
      return () => void (projections = project(store, readDatabase));
    },
    stop: async () => {
      await api.close();
      await projections.stop();
      await store.close();
      await node.stop();
      await readDatabase.close();
      await rm(dataDir, { recursive: true });
      if (postgresUrl !== null) await dropDatabase(postgresUrl);
    },
  };
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** What the worker does for the read side. */
function project(store: EventStore, db: ReadDatabase): { stop(): Promise<void> } {
  const parts = { store, codec: ledgerCodec(), checkpoints: checkpoints(db) };
  const runners = readModelProjections().map((projection) => new ProjectionRunner(projection, parts));
  const running = runners.map((runner) => runner.run());
  return {
    stop: async () => {
      for (const runner of runners) runner.stop();
      const failures = (await Promise.all(running)).filter((failure) => failure !== null);
      if (failures.length > 0) throw new Error(`A projection failed: ${failures[0]?.error}`);
    },
  };
}
