import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { secretOf } from './secrets';

const folder = mkdtempSync(join(tmpdir(), 'mizan-secrets-'));
const fileWith = (content: string) => {
  const file = join(folder, `${String(content.length)}.secret`);
  writeFileSync(file, content);
  return file;
};

describe('a secret', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it('comes from the environment', () => {
    expect(secretOf({ S: 'word' }, 'S')).toBe('word');
    expect([secretOf({}, 'S'), secretOf({ S: '' }, 'S')]).toEqual([null, null]);
  });

  it('comes from a file, without the line break at its end', () => {
    expect(secretOf({ S_FILE: fileWith('two words\n') }, 'S')).toBe('two words');
  });

  it.each([
    [{ S: 'a', S_FILE: '/b' }, /both set/],
    [{ S_FILE: join(folder, 'nowhere') }, /cannot be read \(ENOENT\)/],
    [{ S_FILE: fileWith('\n') }, /is empty/],
  ])('is refused in words: %j', (env, words) => {
    expect(() => secretOf(env, 'S')).toThrow(words);
  });
});
