import { describe, expect, it } from '@jest/globals';
import { StoreFault } from '@mizan/store-node';
import { storeFinding } from './store-finding';

describe('a store that cannot be looked into', () => {
  const found = (code: StoreFault['code']) => storeFinding(new StoreFault(code, `It is ${code}.`));

  it.each([
    ['TOO_NEW', 'STORE_NEWER', /^Update Mizan\. .* leave it there\.$/],
    ['NOT_READABLE', 'STORE_UNUSABLE', /^Give the user .* Leave it where it is\.$/],
    ['NOT_WRITABLE', 'STORE_UNUSABLE', /^Give the user .* Leave it where it is\.$/],
    ['FULL', 'STORE_UNUSABLE', /^Make room .* Leave the file where it is\.$/],
    ['LOCKED', 'STORE_UNUSABLE', /ask again in a moment\.$/],
    ['CORRUPT', 'STORE_DAMAGED', /put back the last copy or import the last export\.$/],
    ['FOREIGN', 'STORE_DAMAGED', /put back the last copy or import the last export\.$/],
    ['OTHER', 'STORE_DAMAGED', /put back the last copy or import the last export\.$/],
  ] as const)('for %s is %s, with its own remedy', (fault, code, remedy) => {
    expect(found(fault)).toEqual({
      code,
      detail: `It is ${fault}.`,
      remedy: expect.stringMatching(remedy),
    });
  });

  it('is never moved away while nothing is said against it', () => {
    for (const code of ['TOO_NEW', 'NOT_READABLE', 'NOT_WRITABLE', 'FULL', 'LOCKED'] as const)
      expect(found(code).remedy).not.toMatch(/move|put back|import/);
  });
});
