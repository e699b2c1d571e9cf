import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventStoreDb } from '@mizan/es-eventstoredb';
import { readModelProjections, rebuild } from '@mizan/read-models';
import { startStoreNodeInWorker } from '@mizan/store-node';
import { Bench } from '../testing/bench';
import { assertOwnLedger } from './own-ledger';

describe('read models and the ledger they go on with', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.open();
    await bench.released('P7D');
  }, 30_000);
  afterEach(() => bench.close());

  const project = async () => {
    const { db, store, codec } = bench;
    for (const { name } of readModelProjections()) await rebuild(db, name, { store, codec });
  };

  it('fit before anything is projected, and when the newest entry is where it was', async () => {
    await assertOwnLedger(bench.db, bench.store);
    await project();
    await bench.released('P7D');
    await assertOwnLedger(bench.db, bench.store);
  });

  it('do not fit another store, whether it is empty or not', async () => {
    await project();
    const node = await startStoreNodeInWorker({ database: ':memory:', port: 0 });
    const other = eventStoreDb(node.connectionString);
    try {
      const refused = { code: 'READ_DATABASE_FOREIGN', remedy: expect.stringContaining('start again') };
      await expect(assertOwnLedger(bench.db, other)).rejects.toMatchObject(refused);
      // The same events, copied behind another.
      for (const stream of ['other-one', null])
        for await (const event of bench.store.readAll())
          await other.append(stream ?? event.stream, [event], 'any');
      await expect(assertOwnLedger(bench.db, other)).rejects.toMatchObject(refused);
    } finally {
      await other.close();
      await node.stop();
    }
  });
});
