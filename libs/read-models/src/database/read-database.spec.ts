import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { databaseKind, scratch, type Scratch } from '../testing/scratch';
import { migrate, schemaReady } from './migrate';
import { migrations } from './migrations';
import { ReadDatabaseProblem } from './problem';
import { openReadDatabase } from './read-database';

describe(`read database on ${databaseKind}`, () => {
  let files: Scratch;
  beforeEach(() => {
    files = scratch();
  });
  afterEach(() => files.clear());

  const reader = async <T>(work: (db: ReturnType<typeof openReadDatabase>) => Promise<T>): Promise<T> => {
    const db = openReadDatabase({ ...(await files.location()), readOnly: true });
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  };
  const problemOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof ReadDatabaseProblem ? error.code : error),
    );

  it('is not ready while the worker has not been there', async () => {
    expect(await reader(schemaReady)).toBe(false);
  });

  it('becomes ready for a reader that was there first', async () => {
    await reader(async (db) => {
      expect(await schemaReady(db)).toBe(false);
      await files.database();
      expect(await schemaReady(db)).toBe(true);
    });
  });

  it('is migrated by several at once as by one', async () => {
    const location = await files.location();
    const several = [1, 2, 3].map(() => openReadDatabase(location));
    await Promise.all(several.map(migrate));
    await Promise.all(several.map((db) => db.close()));
    expect(await reader(schemaReady)).toBe(true);
  });

  it('takes the same steps once', async () => {
    const db = await files.database();
    await migrate(db);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
      db.kysely,
    );
    expect(rows.map(({ name }) => name)).toStrictEqual(Object.keys(migrations));
  });

  it('refuses a newer schema in words', async () => {
    const db = await files.database();
    await sql`insert into kysely_migration (name, timestamp) values ('0099-later', '2027')`.execute(
      db.kysely,
    );
    const words = /written by a newer version of Mizan \(0099-later\)\. Start that version/;
    await expect(migrate(db)).rejects.toThrow(words);
    await expect(reader(schemaReady)).rejects.toThrow(words);
    expect(await problemOf(reader(schemaReady))).toBe('READ_DATABASE_NEWER');
  });

  it('is not written by a reader', async () => {
    await files.database();
    const write = reader((db) => db.kysely.deleteFrom('case_version').execute());
    expect(await problemOf(write)).toBe('READ_DATABASE_READ_ONLY');
  });

  it('rolls back a transaction that fails', async () => {
    const db = await files.database();
    const work = db.kysely.transaction().execute(async (tx) => {
      await tx.insertInto('activity').values({ id: 1n, what: 'half', since: 0n }).execute();
      throw new Error('interrupted');
    });
    await expect(work).rejects.toThrow('interrupted');
    expect(await db.kysely.selectFrom('activity').selectAll().execute()).toStrictEqual([]);
  });
});
