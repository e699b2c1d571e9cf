import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Spool } from './spool';

async function* chunks(...texts: string[]) {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

async function* breakingOff() {
  yield* chunks('half');
  throw new Error('aborted');
}

async function contentOf(spool: Spool): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of spool.read()) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('a spool', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mizan-spool-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is read as often as wanted and leaves nothing behind', async () => {
    const spool = await Spool.receive(folder, chunks('one ', 'two ', 'x'.repeat(300_000)));
    const first = await contentOf(spool);
    expect([first.slice(0, 9), first.length]).toEqual(['one two x', 300_008]);
    expect(await contentOf(spool)).toBe(first);
    await spool.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves nothing behind when its source breaks off', async () => {
    await expect(Spool.receive(folder, breakingOff())).rejects.toThrow('aborted');
    expect(await readdir(folder)).toEqual([]);
  });

  it('says what the file system says', async () => {
    await expect(Spool.receive(join(folder, 'missing'), chunks('x'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});
