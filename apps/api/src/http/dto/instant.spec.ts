import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refusedAt } from '../../testing/check-body';
import { IsInstant, utcInstant } from './instant';

class Dto {
  @IsInstant()
  readonly at!: string;
}

// Below the year 100, class-validator sees an abbreviation of 19xx.
const moments = fc.date({
  min: new Date('0101-01-01T00:00:00Z'),
  max: new Date('9998-12-31T23:59:59Z'),
  noInvalidDate: true,
});

describe('an instant', () => {
  it('keeps its moment under every offset', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: -839, max: 839 }), (moment, minutes) => {
        const local = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const clock = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const offset = clock.map((part) => String(part).padStart(2, '0')).join(':');
        expect(utcInstant(`${local}${minutes < 0 ? '-' : '+'}${offset}`)).toBe(moment.toISOString());
      }),
    );
  });

  it('is never guessed from other text', () => {
    fc.assert(fc.property(fc.string(), (text) => utcInstant(text) === null));
    fc.assert(fc.property(fc.anything(), (value) => typeof value === 'string' || utcInstant(value) === null));
  });

  it.each([
    ['no zone', '2026-11-01T09:30:00'],
    ['a date alone', '2026-11-01'],
    ['the 31st of February', '2026-02-31T00:00:00Z'],
    ['the 29th of February of a common year', '2026-02-29T00:00:00Z'],
    ['a space for the T', '2026-11-01 09:30:00Z'],
    ['a leap second', '2026-12-31T23:59:60Z'],
    ['hour 24', '2026-11-01T24:00:00Z'],
    ['a zone by name', '2026-11-01T09:30:00 PKT'],
    ['year 10000 in UTC', '9999-12-31T23:59:59-01:00'],
    ['milliseconds since 1970', '1793525400000'],
    ['nothing', ''],
  ])('with %s is none', (_, text) => {
    expect(utcInstant(text)).toBeNull();
  });

  it('loses what is finer than a millisecond', () => {
    expect(utcInstant('2026-11-01T09:30:00.1239999Z')).toBe('2026-11-01T09:30:00.123Z');
  });

  it('is refused in a body by its own name', async () => {
    expect(await refusedAt(Dto, { at: '2026-02-31T00:00:00Z' })).toEqual(['/at']);
    expect(await refusedAt(Dto, { at: 1793525400000 })).toEqual(['/at']);
    expect(await refusedAt(Dto, { at: ['2026-11-01T09:30:00Z'] })).toEqual(['/at']);
    expect(await refusedAt(Dto, {})).toEqual(['/at']);
    expect(await refusedAt(Dto, { at: '2026-11-01T09:30:00+04:30' })).toEqual([]);
  });
});
