import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assertShallow } from './json-depth';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the depth of a body', () => {
  it('may be 32', () => {
    expect(() => assertShallow(bytes('['.repeat(32) + ']'.repeat(32)))).not.toThrow();
    expect(() => assertShallow(bytes('{"a":'.repeat(33) + '1' + '}'.repeat(33)))).toThrow(
      /nested more than 32/,
    );
  });

  it('counts nothing inside of texts', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        assertShallow(bytes(JSON.stringify([text + '\\"[[[['.repeat(20)])));
      }),
    );
  });

  it('is looked at in no time also when a million brackets come', () => {
    expect(() => assertShallow(bytes('['.repeat(1_000_000)))).toThrow(
      expect.objectContaining({ status: 400 }),
    );
  });
});
