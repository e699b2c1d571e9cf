import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { scratch, type Scratch } from '../testing/scratch';
import { migrate, schemaReady } from './migrate';
import { migrations } from './migrations';
import { ReadDatabaseProblem } from './problem';
import { openReadDatabase } from './read-database';

describe('read database', () => {
  let files: Scratch;
  beforeEach(() => {
    files = scratch();
  });
  afterEach(() => files.clear());

  const reader = async <T>(work: (db: ReturnType<typeof openReadDatabase>) => Promise<T>): Promise<T> => {
    const db = openReadDatabase({ file: files.path('read.db'), readOnly: true });
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

  it('is not ready, and is not created, while the worker has not been there', async () => {
    expect(await reader(schemaReady)).toBe(false);
    expect(existsSync(files.path('read.db'))).toBe(false);
  });

  it('becomes ready for a reader that was there first', async () => {
    await reader(async (db) => {
      expect(await schemaReady(db)).toBe(false);
      await files.database();
      expect(await schemaReady(db)).toBe(true);
    });
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

  it.each([
    ['noise', Buffer.from('not a database at all, but long enough to have a header'.repeat(40))],
    ['a damaged header', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4096, 0xa5)])],
  ])('says what to do with %s in place of a database', async (_what, bytes) => {
    writeFileSync(files.path('read.db'), bytes);
    const db = openReadDatabase({ file: files.path('read.db') });
    await expect(migrate(db)).rejects.toThrow(
      /read\.db is damaged or is no SQLite database\. Stop Mizan, move/,
    );
    await db.close();
    expect(await problemOf(reader(schemaReady))).toBe('READ_DATABASE_CORRUPT');
  });

  it('says what to do about a folder that is not there', async () => {
    const db = openReadDatabase({ file: files.path('nowhere/read.db') });
    expect(await problemOf(migrate(db))).toBe('READ_DATABASE_UNREACHABLE');
    await db.close();
  });

  it('opens again after a failed attempt', async () => {
    const db = openReadDatabase({ file: files.path('read.db') });
    writeFileSync(files.path('read.db'), 'x'.repeat(2000));
    expect(await problemOf(migrate(db))).toBe('READ_DATABASE_CORRUPT');
    writeFileSync(files.path('read.db'), '');
    chmodSync(files.path('read.db'), 0o600);
    await migrate(db);
    expect(await schemaReady(db)).toBe(true);
    await db.close();
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
