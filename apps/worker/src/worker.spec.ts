import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { systemClock } from '@mizan/es';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { CaseQueries, openControlDatabase, OperationsQueries, SqlControl } from '@mizan/read-models';
import { databases, noTracing, readSettings, type Lifetime } from '@mizan/runtime';
import { subscriptions } from './subscriptions';
import { WorkerMetrics } from './telemetry/worker-metrics';
import { Bench, until } from './testing/bench';
import { Worker } from './worker';

// Real processes' worth of work on a machine that may be busy.
jest.setTimeout(60_000);

let bench: Bench;
const workers: Worker[] = [];

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.onModuleDestroy()));
  await bench.close();
});

/** A worker over the bench's ledger and folder, and how often it said that it is ready. */
function hire(demo = false): {
  readonly worker: Worker;
  readonly heard: { ready: number; progress: number[] };
  readonly life: Promise<void>;
} {
  const heard = { ready: 0, progress: [] as number[] };
  const launcher: Lifetime = {
    ready: () => void heard.ready++,
    progress: ({ done }) => void heard.progress.push(done),
  };
  const { codec, log, folder, node } = bench;
  const worker = new Worker({
    settings: readSettings({
      MIZAN_DATA_DIR: folder,
      MIZAN_EVENTSTORE: node.connectionString,
      MIZAN_EMBEDDED: '1',
      MIZAN_DEMO: demo ? '1' : '0',
      MIZAN_POSTGRES_URL: bench.postgresUrl ?? undefined,
    }),
    // Each worker closes its own.
    store: eventStoreDb(node.connectionString),
    codec,
    clock: systemClock,
    log,
    metrics: new WorkerMetrics(),
    tracing: noTracing,
    subscriptions: subscriptions(),
  });
  workers.push(worker);
  const life = worker.run(launcher);
  // Who does not look at its end is not to fail by it.
  life.catch(() => undefined);
  return { worker, heard, life };
}

const missedCases = async () =>
  (await new CaseQueries(bench.db).all(null)).filter(({ view }) => view.deadlineMissedAt !== null).length;

describe('a worker', () => {
  it('is ready once everything recorded before is projected', async () => {
    await bench.released('P7D');
    const { heard } = hire();
    await until(() => heard.ready === 1);
    expect(await new CaseQueries(bench.db).all(null)).toHaveLength(1);
    const states = await new OperationsQueries(bench.db).projections();
    expect(states.map(({ name }) => name)).toEqual(['cases', 'deadline', 'incidents', 'ledger']);
  });

  it('stands by, ready, while another works, and takes over when that one ends', async () => {
    const first = hire();
    await until(() => first.heard.ready === 1);
    const second = hire();
    await until(() => second.heard.ready === 1);
    await first.worker.onModuleDestroy();
    await bench.released('PT0.1S');
    await until(async () => (await missedCases()) === 1);
    expect(second.heard.ready).toBe(1);
  });

  it('loads the demonstration first, tells how far it is, and lets commands in afterwards', async () => {
    const { heard } = hire(true);
    await until(() => heard.ready === 1);
    expect(heard.progress.at(-1)).toBeGreaterThan(100);
    expect(heard.progress).toEqual(heard.progress.toSorted((a, b) => a - b));
    expect(await new OperationsQueries(bench.db).activity()).toBeNull();
    expect((await new CaseQueries(bench.db).all(null)).length).toBeGreaterThanOrEqual(40);
  });

  it('does not go on with read models of another ledger', async () => {
    await bench.released('P7D');
    const first = hire();
    await until(() => first.heard.ready === 1);
    await first.worker.onModuleDestroy();
    await bench.db.kysely.updateTable('ledger_event').set({ stream: 'share-elsewhere' }).execute();
    const { life, heard } = hire();
    await expect(life).rejects.toMatchObject({ code: 'READ_DATABASE_FOREIGN' });
    expect(heard.ready).toBe(0);
  });

  it('leaves a ledger that holds anything else alone', async () => {
    await bench.released('P7D');
    const { heard } = hire(true);
    await until(() => heard.ready === 1);
    expect(await new CaseQueries(bench.db).all(null)).toHaveLength(1);
  });

  it('pauses deadlines while a ledger is imported, and rebuilds what is asked for', async () => {
    const controlDatabase = openControlDatabase(
      databases({ dataDir: bench.folder, postgresUrl: bench.postgresUrl }).control,
    );
    const control = new SqlControl(controlDatabase);
    await control.setImport(true);
    const { heard } = hire();
    await until(() => heard.ready === 1);
    await bench.released('PT0.1S');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await missedCases()).toBe(0);
    await control.setImport(false);
    await until(async () => (await missedCases()) === 1);
    const ids = [
      await control.request({ kind: 'rebuild', projection: 'cases' }),
      await control.request({ kind: 'rebuild', projection: 'nothing' }),
    ];
    const operations = new OperationsQueries(bench.db);
    await until(
      async () => (await operations.answers()).filter(({ state }) => state !== 'running').length === 2,
    );
    await controlDatabase.close();
    const answers = new Map((await operations.answers()).map((answer) => [answer.requestId, answer]));
    expect(ids.map((id) => answers.get(id)?.state)).toEqual(['done', 'failed']);
    expect(answers.get(ids[1] ?? '')?.detail).toBe(
      'No projection or process of this worker is called nothing.',
    );
    expect(await missedCases()).toBe(1);
  });
});
