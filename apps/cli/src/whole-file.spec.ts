import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { writeWhole } from './whole-file';

describe('a file that is written whole', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mizan-whole-'));
    file = join(folder, 'export.ndjson');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** The words as bytes; what is behind a null never comes. */
  async function* lines(...words: (string | null)[]): AsyncIterable<Uint8Array> {
    for (const word of words) {
      await Promise.resolve();
      if (word === null) throw new TypeError('terminated');
      yield Buffer.from(word);
    }
  }

  const modeOf = (path: string) => statSync(path).mode & 0o777;

  it('is for this user alone, also in the place of one that was not', async () => {
    await writeWhole(file, lines('first\n', 'second\n'));
    expect([readFileSync(file, 'utf8'), modeOf(file)]).toEqual(['first\nsecond\n', 0o600]);
    writeFileSync(join(folder, 'open'), 'old', { mode: 0o644 });
    await writeWhole(join(folder, 'open'), lines('new'));
    expect(modeOf(join(folder, 'open'))).toBe(0o600);
  });

  it('leaves the old one where the new one breaks off, and nothing half', async () => {
    writeFileSync(file, 'old');
    await expect(writeWhole(file, lines('new', null))).rejects.toThrow(new TypeError('terminated'));
    expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual(['old', ['export.ndjson']]);
  });

  it('goes where a link points', async () => {
    writeFileSync(file, 'old');
    symlinkSync(file, join(folder, 'link'));
    await writeWhole(join(folder, 'link'), lines('new'));
    expect(readFileSync(file, 'utf8')).toBe('new');
  });

  it.each([
    ['no/such/file', 2, 'there is no folder FOLDER/no/such'],
    ['here', 2, 'it is a folder'],
    ['export.ndjson/file', 2, 'FOLDER/export.ndjson is no folder'],
    ['x'.repeat(300), 2, 'the name is too long'],
  ])('under the name %s is refused in words', async (name, exitCode, reason) => {
    mkdirSync(join(folder, 'here'));
    writeFileSync(file, 'old');
    const path = join(folder, name);
    await expect(writeWhole(path, lines('new'))).rejects.toMatchObject({
      exitCode,
      body: {
        detail: `${path} cannot be written: ${reason.replace('FOLDER', folder)}.`,
        remedy: 'Name a file where you may write one.',
      },
    });
    expect(readdirSync(folder).sort()).toEqual(['export.ndjson', 'here']);
  });

  it('is no file on a full disk', async () => {
    await expect(writeWhole('/dev/full', lines('new'))).rejects.toMatchObject({
      exitCode: 1,
      body: { detail: '/dev/full was not written: the disk is full or at its limit (ENOSPC).' },
    });
  });
});
