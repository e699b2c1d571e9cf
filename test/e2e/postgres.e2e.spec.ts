import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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
import { createDatabase, dropDatabase, rowsOf } from '../support/postgres/databases';
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
    const loads = apis.map((api) => new Load(api, 1));
    const progress = () => Promise.all(loads.map((load) => load.progress(5)));
    await progress();
    const [one, two] = workers;
    const took = [await takeover(one)];
    await progress();
    await one.start();
    took.push(await takeover(two));
    await progress();
    await Promise.all(loads.map((load) => load.stop()));
    const words = took.map(
      ({ held, read }) => `the lock after ${held} ms, the next entry readable after ${read} ms`,
    );
    console.info(
      `After kill -9 of the worker, the standby one had ${words.join('; then the other way round: ')}.`,
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

  /** Milliseconds from the kill until the other worker has the lock, and until what was recorded after it is readable. */
  async function takeover(victim: ManagedProcess): Promise<{ readonly held: number; readonly read: number }> {
    const before = await lockHolder(postgresUrl);
    await victim.kill();
    const killed = performance.now();
    const since = () => Math.round(performance.now() - killed);
    const order = { persona: 'pk.sharer', path: '/v1/shares', body: exampleShare() };
    const read = apis[1].write(order).then(async ({ position }) => {
      while ((await apis[0].answer('auditor', `/v1/shares?limit=1&waitFor=${position}`)).status !== 200);
      return since();
    });
    for (;;) {
      const holder = await lockHolder(postgresUrl);
      if (holder !== null && holder !== before) break;
      await pause(20);
    }
    return { held: since(), read: await read };
  }
});

/** The backend of the worker that works. */
async function lockHolder(url: string): Promise<number | null> {
  const [holder] = await rowsOf<{ pid: number }>(
    url,
    `select pid from pg_locks join pg_database on pg_database.oid = database
      where locktype = 'advisory' and granted and datname = current_database()
        and (classid::bigint << 32) + objid::bigint = ${0x4d_69_7a_61_6e_01}`,
  );
  return holder?.pid ?? null;
}

async function untilMissed(client: ApiClient, id: string): Promise<void> {
  for (;;) {
    const { events } = await client.read<{ events: readonly { type: string }[] }>(
      'tr.cochair',
      `/v1/shares/${id}`,
    );
    if (events.some(({ type }) => type === 'DeadlineMissed')) return;
    await pause(50);
  }
}

function first<T>(items: readonly T[]): T {
  return pair([...items, ...items])[0];
}

function pair<T>([one, two]: readonly T[]): readonly [T, T] {
  if (one === undefined || two === undefined) throw new Error('There are fewer than two.');
  return [one, two];
}
