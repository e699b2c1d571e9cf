import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { CheckpointMoved } from '@mizan/es';
import { openBeside } from '../database/beside';
import { openReadDatabase, type ReadDatabase } from '../database/read-database';
import { lockCheckpoint } from '../operations/checkpoint-lock';
import { checkpoints, loadCheckpoint } from '../operations/checkpoint-store';
import { leftBeside } from '../testing/left-beside';
import { scratch, type Scratch } from '../testing/scratch';

/** A worker that has lost its lock and does not know it yet, beside the one that took over. */
describe('two workers on one database', () => {
  let files: Scratch;
  let db: ReadDatabase;
  let stale: ReadDatabase;
  beforeEach(async () => {
    files = scratch();
    db = await files.database();
    stale = openReadDatabase(db.location);
  });
  afterEach(async () => {
    await stale.close();
    await files.clear();
  });

  const nothing = () => Promise.resolve();
  const move = (of: ReadDatabase, from: bigint | null, to: bigint) =>
    checkpoints(of).advance({ name: 'cases', version: 1, from, to }, nothing);

  it('only one of two simultaneous moves from the same place succeeds', async () => {
    await move(db, null, 1n);
    const moves = await Promise.allSettled([move(db, 1n, 2n), move(stale, 1n, 3n)]);
    expect(moves.map(({ status }) => status).sort()).toStrictEqual(['fulfilled', 'rejected']);
    const refused = moves.find((one) => one.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(CheckpointMoved);
  });

  it.each([
    ['has begun', 1n],
    ['has not begun', null],
  ])('a swap keeps the checkpoint of a projection that %s where it is', async (_when, from) => {
    if (from !== null) await move(db, null, from);
    let moved = false;
    let moving: Promise<void> = Promise.resolve();
    await db.kysely.transaction().execute(async (tx) => {
      await lockCheckpoint(tx, db, 'cases');
      moving = move(stale, from, 2n).then(() => void (moved = true));
      await untilWaiting(db);
      expect([moved, (await loadCheckpoint(tx, 'cases'))?.position ?? null]).toStrictEqual([false, from]);
    });
    await moving;
    expect((await loadCheckpoint(db.kysely, 'cases'))?.position).toBe(2n);
  });

  it('a rebuild of the one that was replaced finds its tables gone', async () => {
    const old = await openBeside(stale, 'cases');
    const current = await openBeside(db, 'cases');
    const write = old.db.kysely.insertInto('activity').values({ id: 1n, what: 'late', since: 0n }).execute();
    await expect(write).rejects.toThrow(/does not exist/);
    expect(await current.db.kysely.selectFrom('activity').selectAll().execute()).toStrictEqual([]);
    await old.discard();
    await current.discard();
    expect(await leftBeside(db)).toStrictEqual([]);
  });
});

/** Until a session of this database waits for a lock. */
async function untilWaiting({ kysely }: ReadDatabase): Promise<void> {
  for (;;) {
    const { rows } = await sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(kysely);
    if (rows.length > 0) return;
  }
}
