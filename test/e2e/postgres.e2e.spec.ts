import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { EventStore } from '@mizan/es';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { startStoreNodeInWorker, type RunningStoreNode } from '@mizan/store-node';
import type { ApiClient } from '../faults/api-client';
import { auditLedger } from '../faults/ledger-audit';
import { Load } from '../faults/load';
import type { ManagedProcess } from '../faults/managed-process';
import { answersOf } from '../support/answers-of';
import { exampleShare } from '../support/example-share';
import { buildMizan } from '../support/mizan-process';
import { createDatabase, dropDatabase } from '../support/postgres/databases';
import { planReadSide, type ReadSide } from '../support/read-side';

// Eight processes and a database on a machine that may be busy.
jest.setTimeout(240_000);

/** One ledger, read by a worker and an api on SQLite, and by two of each on PostgreSQL. */
describe('PostgreSQL for the read side', () => {
  let folder: string;
  let node: RunningStoreNode;
  let store: EventStore;
  let postgresUrl: string;
  let onSqlite: ReadSide;
  let onPostgres: ReadSide;
  let sqlite: ApiClient;
  let apis: readonly [ApiClient, ApiClient];
  let workers: readonly [ManagedProcess, ManagedProcess];

  beforeAll(async () => {
    buildMizan();
    folder = await mkdtemp(join(tmpdir(), 'mizan-postgres-e2e-'));
    node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
    store = eventStoreDb(node.connectionString);
    postgresUrl = await createDatabase();
    const common = { eventStore: node.connectionString, demo: true };
    const [one, two] = [join(folder, 'sqlite'), join(folder, 'postgres')];
    onSqlite = await planReadSide({ ...common, dataDir: one, postgresUrl: null, workers: 1, apis: 1 });
    onPostgres = await planReadSide({ ...common, dataDir: two, postgresUrl, workers: 2, apis: 2 });
    await onSqlite.start();
    await onPostgres.start();
    sqlite = first(onSqlite.apis).client;
    apis = pair(onPostgres.apis.map(({ client }) => client));
    workers = pair(onPostgres.workers);
  });
  afterAll(async () => {
    await Promise.all([onSqlite.stop(), onPostgres.stop()]);
    await store.close();
    await node.stop();
    await dropDatabase(postgresUrl);
    await rm(folder, { recursive: true, force: true });
  });

  const headOf = async () => {
    for await (const { position } of store.readAll({ direction: 'backwards', maxCount: 1 }))
      return String(position);
    throw new Error('The ledger is empty.');
  };
  const readable = (client: ApiClient, position: string) =>
    client.read('auditor', `/v1/shares?limit=1&waitFor=${position}`);

  /** Positions and instants all over the ledger, the newest first. */
  async function pasts(): Promise<readonly string[]> {
    const marks: string[] = [];
    let events = 0;
    for await (const { position, metadata } of store.readAll()) {
      if (++events % 97 === 0) marks.push(String(position), (metadata as { recordedAt: string }).recordedAt);
    }
    return [await headOf(), ...marks];
  }

  async function expectSameAnswers(personas: readonly string[]): Promise<number> {
    const known = await pasts();
    for (const client of [sqlite, ...apis]) await readable(client, known[0] ?? '');
    const expected = await answersOf(sqlite, personas, known);
    for (const client of apis) expect(await answersOf(client, personas, known)).toEqual(expected);
    return expected.size;
  }

  it('gives the same answers as SQLite, byte for byte', async () => {
    const compared = await expectSameAnswers(['tr.cochair', 'pk.sharer']);
    const board = await sqlite.read<{ items: readonly unknown[] }>('tr.cochair', '/v1/shares?limit=200');
    expect(board.items.length).toBeGreaterThanOrEqual(40);
    console.info(`${compared} answers on SQLite and on PostgreSQL are the same, byte for byte.`);
  });

  it('stores an order once that reaches both apis at once under one key', async () => {
    const order = { persona: 'pk.sharer', path: '/v1/shares', body: exampleShare() };
    const key = randomUUID();
    const [one, two] = await Promise.all(apis.map((api) => api.write(order, key)));
    expect([two?.id, two?.position]).toEqual([one?.id, one?.position]);
  });

  it('goes on when a worker is killed: the other one takes over, and nothing is doubled or lost', async () => {
    const loads = apis.map((api) => new Load(api, 2));
    const progress = () => Promise.all(loads.map((load) => load.progress(10)));
    await progress();
    const took: number[] = [];
    for (const victim of workers) {
      took.push(await takeover(victim));
      await progress();
      await victim.start();
    }
    await Promise.all(loads.map((load) => load.stop()));
    console.info(
      `A standby worker took over ${took.map((ms) => `${Math.round(ms)} ms`).join(' and ')} after kill -9.`,
    );

    const abandoned = loads.flatMap((load) => load.abandoned);
    for (const id of abandoned) await untilMissed(apis[0], id);
    const acknowledged = loads.flatMap((load) => load.acknowledged);
    expect(await auditLedger(store, { acknowledged, abandoned })).toMatchObject({
      lost: [],
      doubled: [],
      deadlines: [],
    });
    // SQLite's worker was never disturbed: rows that were lost or doubled on PostgreSQL would show.
    await expectSameAnswers(['tr.cochair']);
  });

  /** Milliseconds from the kill until something that was recorded after it is readable. */
  async function takeover(victim: ManagedProcess): Promise<number> {
    await victim.kill();
    const killed = performance.now();
    const order = { persona: 'pk.sharer', path: '/v1/shares', body: exampleShare() };
    const { position } = await apis[1].write(order);
    while ((await apis[0].answer('auditor', `/v1/shares?limit=1&waitFor=${position}`)).status !== 200);
    return performance.now() - killed;
  }
});

async function untilMissed(client: ApiClient, id: string): Promise<void> {
  for (;;) {
    const { events } = await client.read<{ events: readonly { type: string }[] }>(
      'tr.cochair',
      `/v1/shares/${id}`,
    );
    if (events.some(({ type }) => type === 'DeadlineMissed')) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function first<T>(items: readonly T[]): T {
  return pair([...items, ...items])[0];
}

function pair<T>([one, two]: readonly T[]): readonly [T, T] {
  if (one === undefined || two === undefined) throw new Error('There are fewer than two.');
  return [one, two];
}
