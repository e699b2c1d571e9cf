import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { migrate, openReadDatabase, type ReadDatabase } from '../index';

describe('a transaction that SQLite has rolled back by itself, as it does when the disk fails', () => {
  let folder: string;
  let db: ReadDatabase;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mizan-dialect-'));
    db = openReadDatabase({ file: join(folder, 'read.db') });
    await migrate(db);
  });
  afterAll(async () => {
    await db.close();
    rmSync(folder, { recursive: true });
  });

  it('rejects with the fault that ended it, and the next one works', async () => {
    const write = db.kysely.transaction().execute(async (tx) => {
      await sql`rollback`.execute(tx);
      throw new Error('The disk failed.');
    });
    await expect(write).rejects.toThrow('The disk failed.');
    await db.kysely.transaction().execute((tx) => sql`create table later (content text)`.execute(tx));
  });
});
