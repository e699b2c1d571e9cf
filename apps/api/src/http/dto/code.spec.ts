import { describe, expect, it } from '@jest/globals';
import { caseKind } from '@mizan/domain';
import fc from 'fast-check';
import { checkBody, refusedAt } from '../../testing/check-body';
import { IsCode } from './code';

class Dto {
  @IsCode(caseKind)
  readonly kind!: string;

  @IsCode(['a', 'b'])
  readonly letter!: string;
}

describe('a code', () => {
  it('is a word of its list', async () => {
    expect(await refusedAt(Dto, { kind: 'hideout', letter: 'a' })).toEqual([]);
  });

  it('tells the words that there are', async () => {
    expect(await checkBody(Dto, { kind: 'target', letter: 'A' })).toEqual({
      errors: [
        { pointer: '/kind', detail: expect.stringMatching(/^must be one of .*hideout, leader/) },
        { pointer: '/letter', detail: 'must be one of a, b' },
      ],
    });
  });

  it('is nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (letter) => {
        fc.pre(letter !== 'a' && letter !== 'b');
        expect(await refusedAt(Dto, { kind: 'hideout', letter })).toEqual(['/letter']);
      }),
      { numRuns: 50 },
    );
  });
});
