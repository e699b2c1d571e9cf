import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { migrate, schemaReady } from '../database/migrate';
import { ReadDatabaseProblem } from '../database/problem';
import { openReadDatabase } from '../database/read-database';
import { scratch, type Scratch } from '../testing/scratch';

describe('the file of the read database', () => {
  let files: Scratch;
  beforeEach(() => {
    files = scratch();
  });
  afterEach(() => files.clear());

  const problemOf = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof ReadDatabaseProblem ? error.code : error),
    );
  const isReady = async () => {
    const db = openReadDatabase({ file: files.path('read.db'), readOnly: true });
    try {
      return await schemaReady(db);
    } finally {
      await db.close();
    }
  };

  it('is not created by a reader', async () => {
    expect(await isReady()).toBe(false);
    expect(existsSync(files.path('read.db'))).toBe(false);
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
    expect(await problemOf(isReady())).toBe('READ_DATABASE_CORRUPT');
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
});
