import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkBody, refusedAt } from '../../testing/check-body';
import { IsStatement } from './statement';

class Dto {
  @IsStatement(20)
  readonly text!: string;
}

class ListDto {
  @IsStatement(5, { each: true })
  readonly texts!: string[];
}

const controls = [0, 7, 11, 27, 127, 0x85, 0x202e, 0x2066].map((code) => String.fromCharCode(code));

describe('a statement', () => {
  it('is trimmed, and measured after that', async () => {
    expect(await checkBody(Dto, { text: `  ${'x'.repeat(20)}\r\n ` })).toEqual({
      value: { text: 'x'.repeat(20) },
    });
    expect(await refusedAt(Dto, { text: 'x'.repeat(21) })).toEqual(['/text']);
    expect(await refusedAt(Dto, { text: ' \n ' })).toEqual(['/text']);
  });

  it('may be in any script, over several lines', async () => {
    for (const text of ['سرحد کے قریب', 'د کلي شمال', 'می‌رود', 'iki ev\nbir depo', '👀'])
      expect(await checkBody(Dto, { text })).toEqual({ value: { text } });
  });

  it.each(controls)('has no character like %j', async (control) => {
    expect(await refusedAt(Dto, { text: `a${control}b` })).toEqual(['/text']);
  });

  it('is text and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (text) => {
        fc.pre(typeof text !== 'string');
        expect(await refusedAt(Dto, { text })).toEqual(['/text']);
      }),
      { numRuns: 50 },
    );
  });

  it('is refused with half a character', async () => {
    const halves = JSON.parse('"\\ud83d"') as string;
    expect(await refusedAt(Dto, { text: halves })).toEqual(['/text']);
  });

  it('may come in lists', async () => {
    expect(await checkBody(ListDto, { texts: [' a ', 'b'] })).toEqual({ value: { texts: ['a', 'b'] } });
    expect(await refusedAt(ListDto, { texts: ['a', 'longer than five'] })).toEqual(['/texts']);
  });
});
