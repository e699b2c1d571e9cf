import fs, { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openStore } from '../storage/store';
import { StoreFault } from '../storage/faults';
import { backupStore } from './backup';

describe('a backup', () => {
  let folder = '';
  let database = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mizan-backup-'));
    database = join(folder, 'events.db');
    file = join(folder, 'backup', 'copy.db');
    fs.mkdirSync(join(folder, 'backup'));
    openStore(database, () => undefined).close();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  /** The disk says this to a hard link; meanwhile somebody may have made the file. */
  function linksFail(code: string, meanwhile: () => void = () => undefined): void {
    jest.spyOn(fs, 'linkSync').mockImplementation(() => {
      meanwhile();
      throw Object.assign(new Error(`${code}: operation not permitted, link`), { code });
    });
  }

  const there = () => readdirSync(join(folder, 'backup'));

  it('is for this user alone', async () => {
    expect(await backupStore(database, file)).toMatchObject({ file, upTo: 12 });
    expect([there(), statSync(file).mode & 0o777]).toEqual([['copy.db'], 0o600]);
  });

  it('gets its name also where a disk knows no hard links', async () => {
    linksFail('EPERM');
    expect(await backupStore(database, file)).toMatchObject({ file, upTo: 12 });
    expect(there()).toEqual(['copy.db']);
  });

  it('replaces nothing there either', async () => {
    linksFail('EPERM', () => writeFileSync(file, 'of somebody else'));
    await expect(backupStore(database, file)).rejects.toMatchObject({ code: 'EXISTS' });
    expect([there(), readFileSync(file, 'utf8')]).toEqual([['copy.db'], 'of somebody else']);
  });

  it('says in a sentence that the disk did not take its name', async () => {
    linksFail('ENOSPC');
    const refusal = await backupStore(database, file).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StoreFault);
    expect(refusal).toMatchObject({ code: 'FULL' });
    expect(there()).toEqual([]);
  });
});
