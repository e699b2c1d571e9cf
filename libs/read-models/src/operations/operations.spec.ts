import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReadDatabase } from '../database/read-database';
import { scratch, type Scratch } from '../testing/scratch';
import { setActivity } from './activity';
import { checkpoints } from './checkpoint-store';
import { OperationsQueries } from './operations.queries';
import { needsRebuild } from './rebuild';

const failure = {
  position: 8n,
  eventId: 'e8',
  eventType: 'ActionTaken',
  error: 'cannot be applied',
  fingerprint: '0123456789ab',
};

describe('operations', () => {
  let files: Scratch;
  let db: ReadDatabase;
  let operations: OperationsQueries;
  beforeEach(async () => {
    files = scratch();
    db = await files.database();
    operations = new OperationsQueries(db);
  });
  afterEach(() => files.clear());

  const advance = (name: string, to: bigint) =>
    checkpoints(db).advance({ name, version: 1, from: null, to }, () => Promise.resolve());

  it('shows every projection, begun, stopped, rebuilding or not begun', async () => {
    await advance('cases', 7n);
    await advance('deadline', 9n);
    await checkpoints(db).fail('cases', failure);
    await advance('ledger', 9n);
    await db.kysely
      .updateTable('checkpoint')
      .set({ rebuild_done: 3n, rebuild_head: 9n })
      .where('name', '=', 'ledger')
      .execute();
    const calm = { version: 1, failure: null, progress: null };
    expect(await operations.projections()).toStrictEqual([
      { ...calm, name: 'cases', position: 7n, state: 'stopped', failure },
      { ...calm, name: 'deadline', position: 9n, state: 'running' },
      { ...calm, name: 'incidents', position: null, state: 'running' },
      { ...calm, name: 'ledger', position: 9n, state: 'rebuilding', progress: { done: 3n, head: 9n } },
    ]);
  });

  it('says what the worker is busy with, since when', async () => {
    expect(await operations.activity()).toBeNull();
    await setActivity(db, 'demonstration', { now: () => 0 });
    await setActivity(db, 'demonstration', { now: () => 5_000 });
    expect(await operations.activity()).toStrictEqual({
      what: 'demonstration',
      since: '1970-01-01T00:00:00.000Z',
    });
    await setActivity(db, null);
    expect(await operations.activity()).toBeNull();
  });

  it('asks for a rebuild when rows of another version are there', async () => {
    expect(await needsRebuild(db, { name: 'cases', version: 2 })).toBe(false);
    await checkpoints(db).fail('cases', failure);
    expect(await needsRebuild(db, { name: 'cases', version: 2 })).toBe(false);
    await advance('cases', 7n);
    expect(await needsRebuild(db, { name: 'cases', version: 1 })).toBe(false);
    expect(await needsRebuild(db, { name: 'cases', version: 2 })).toBe(true);
  });
});
