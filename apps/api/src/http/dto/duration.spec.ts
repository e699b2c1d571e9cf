import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refusedAt } from '../../testing/check-body';
import { IsDeadline, IsIsoDuration, isDuration } from './duration';

class Dto {
  @IsIsoDuration()
  readonly duration!: string;

  @IsDeadline()
  readonly deadline!: string;
}

describe('a duration', () => {
  it('is weeks, days, hours, minutes and seconds, in that order, of at most ten years', () => {
    const part = fc.option(fc.integer({ min: 0, max: 400 }), { nil: null });
    fc.assert(
      fc.property(part, part, part, part, (days, hours, minutes, seconds) => {
        const date = days === null ? '' : `${days}D`;
        const units = { H: hours, M: minutes, S: seconds };
        const time = Object.entries(units).map(([unit, count]) => (count === null ? '' : `${count}${unit}`));
        const text = `P${date}${time.join('') === '' ? '' : `T${time.join('')}`}`;
        const total = [days, hours, minutes, seconds].reduce((sum: number, count) => sum + (count ?? 0), 0);
        expect([text, isDuration(text)]).toEqual([text, total > 0]);
      }),
    );
  });

  it('is never guessed from other text', () => {
    fc.assert(fc.property(fc.string(), (text) => !isDuration(text)));
  });

  it.each([
    'P',
    'PT',
    'P1M',
    'P1Y',
    'P7',
    '7D',
    'P-7D',
    'P0D',
    'PT0S',
    'P3651D',
    'P999999999W',
    'P1DT',
    ' P7D',
  ])('is not %s', (text) => {
    expect(isDuration(text)).toBe(false);
  });

  it('or an instant makes a deadline', async () => {
    expect(await refusedAt(Dto, { duration: 'P3D', deadline: 'PT2S' })).toEqual([]);
    expect(await refusedAt(Dto, { duration: 'P3D', deadline: '2026-12-01T00:00:00Z' })).toEqual([]);
    expect(await refusedAt(Dto, { duration: '2026-12-01T00:00:00Z', deadline: 'tomorrow' })).toEqual([
      '/duration',
      '/deadline',
    ]);
    expect(await refusedAt(Dto, { duration: 3, deadline: 3 })).toEqual(['/duration', '/deadline']);
  });
});
