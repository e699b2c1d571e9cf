import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DatabaseLocation } from '../../database/database';
import { databaseKind, scratch, type Scratch } from '../../testing/scratch';
import { openControlDatabase, type ControlDatabase } from '../control-database';
import { Sessions } from './sessions';

const holder = { id: 'u-1', role: 'sharer', party: 'PK', name: 'A. Officer' };
const began = Date.UTC(2026, 10, 24);
const minute = 60_000;

describe(`sessions on ${databaseKind}`, () => {
  let files: Scratch;
  let place: DatabaseLocation;
  let now: number;
  const opened: ControlDatabase[] = [];
  const open = () => {
    const database = openControlDatabase(place);
    opened.push(database);
    return new Sessions(database, { life: 8 * 60 * minute, idle: 30 * minute }, { now: () => now });
  };
  beforeEach(async () => {
    files = scratch();
    place = await files.location('control.db');
    now = began;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()));
    await files.clear();
  });

  it('are found by their secret, in every api', async () => {
    const session = await open().begin(holder, 'hash');
    expect(session).toStrictEqual({
      id: session.id,
      holder,
      beganAt: '2026-11-24T00:00:00.000Z',
      seenAt: '2026-11-24T00:00:00.000Z',
      expiresAt: '2026-11-24T08:00:00.000Z',
    });
    const other = open();
    expect(await other.use('hash')).toStrictEqual(session);
    expect(await other.use(session.id)).toBeNull();
  });

  it('end for every api at once, and once', async () => {
    const [first, second] = [open(), open()];
    const session = await first.begin(holder, 'hash');
    await first.begin({ ...holder, id: 'u-2', party: null }, 'other');
    expect(await second.end(session.id)).toStrictEqual(session);
    expect([await first.use('hash'), await first.end(session.id)]).toStrictEqual([null, null]);
    expect((await first.list()).map((each) => each.holder.id)).toStrictEqual(['u-2']);
  });

  it('end when they are not used, and after their life however much they are', async () => {
    const sessions = open();
    await sessions.begin(holder, 'used');
    await sessions.begin(holder, 'idle');
    for (let used = 0; used < 16; used += 1) {
      now += 29 * minute;
      expect((await sessions.use('used'))?.seenAt).toBe(new Date(now).toISOString());
    }
    expect(await sessions.use('idle')).toBeNull();
    now = began + 8 * 60 * minute;
    expect([await sessions.use('used'), await sessions.list()]).toStrictEqual([null, []]);
  });

  it('leave no rows behind', async () => {
    const sessions = open();
    await sessions.begin(holder, 'old');
    now += 31 * minute;
    await sessions.begin(holder, 'new');
    const rows = await opened[0]?.kysely.selectFrom('session').select('secret_hash').execute();
    expect(rows?.map((row) => row.secret_hash)).toStrictEqual(['new']);
  });
});
