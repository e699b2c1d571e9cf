import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { setTimeout as pause } from 'node:timers/promises';
import { EventCodec } from '@mizan/es';
import { MemoryEventStore } from '@mizan/es-testing';
import { openReadDatabase, type ReadDatabase } from '../database/read-database';
import { rebuild } from '../operations/rebuild';
import { leftBeside } from '../testing/left-beside';
import { scratch, type Scratch } from '../testing/scratch';

describe('tables that take the place of the live ones', () => {
  let files: Scratch;
  let db: ReadDatabase;
  const parts = { store: new MemoryEventStore(), codec: new EventCodec([]) };
  beforeEach(async () => {
    files = scratch();
    db = await files.database();
  });
  afterEach(() => files.clear());

  const shape = async () => {
    const indices = await sql`select tablename, indexname, indexdef from pg_catalog.pg_indexes
      where schemaname = ${db.schema} order by indexname`.execute(db.kysely);
    const tables =
      await sql`select table_name, column_name, data_type, is_nullable from information_schema.columns
      where table_schema = ${db.schema} order by 1, ordinal_position`.execute(db.kysely);
    const kept = await sql`select relname, relpersistence from pg_catalog.pg_class
      where relnamespace = ${db.schema}::regnamespace order by relname`.execute(db.kysely);
    return [indices.rows, tables.rows, kept.rows];
  };

  it('are in every respect as the migrations make them', async () => {
    const before = await shape();
    for (const name of ['cases', 'incidents', 'ledger', 'deadline']) await rebuild(db, name, parts);
    expect(await shape()).toStrictEqual(before);
    expect(await leftBeside(db)).toStrictEqual([]);
  });

  it('wait for who reads, and let others read meanwhile', async () => {
    const reader = openReadDatabase(db.location);
    let done = false;
    let rebuilding: Promise<unknown> = Promise.resolve();
    await reader.kysely.transaction().execute(async (tx) => {
      await tx.selectFrom('strike_version').selectAll().execute();
      rebuilding = rebuild(db, 'cases', parts).then(() => (done = true));
      // A swap that stayed in the queue for the table would let none of these through before this transaction ends.
      for (let n = 0; n < 40; n++) {
        await db.kysely.selectFrom('case_version').selectAll().execute();
        await pause(20);
      }
      expect(done).toBe(false);
    });
    await rebuilding;
    await reader.close();
  });
});
