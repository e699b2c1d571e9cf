import { describe, expect, it } from '@jest/globals';
import { DELETING_METADATA, NO_LIMITS, parseLimits, undeletedMetadata } from './stream-metadata';

const parse = (text: string): object => parseLimits(Buffer.from(text));

describe('stream metadata', () => {
  it('limits by count, age and revision', () => {
    expect(parse('{"$maxCount":2,"$maxAge":60,"$tb":5,"$acl":{"$r":"$all"},"mine":[1]}')).toEqual({
      softDeleted: false,
      maxCount: 2,
      maxAge: 60,
      truncateBefore: 5,
    });
  });

  it('knows the mark of a deleted stream from a revision near it', () => {
    expect(parseLimits(DELETING_METADATA)).toEqual({ softDeleted: true });
    expect(parse('{"$tb":"9223372036854775807"}')).toEqual(NO_LIMITS);
  });

  it.each([
    '',
    'nonsense',
    'null',
    '[]',
    '7',
    '{"$maxCount":0}',
    '{"$maxCount":"2"}',
    '{"$maxAge":-1}',
    '{"$tb":1.5}',
  ])('ignores %j', (text) => {
    expect(parse(text)).toEqual(NO_LIMITS);
  });

  it('comes back with everything but the mark', () => {
    const data = Buffer.from('{"$maxCount":3,"$tb":9223372036854775807,"mine":"x"}');
    expect(JSON.parse(String(undeletedMetadata(data, 4)))).toEqual({ $maxCount: 3, $tb: 4, mine: 'x' });
  });

  it.each(['nonsense', '', '[1]', 'null'])('leaves %j, which deletes nothing, as it is', (text) => {
    expect(undeletedMetadata(Buffer.from(text), 4)).toBeUndefined();
  });
});
