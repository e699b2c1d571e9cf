import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refusedAt } from '../../testing/check-body';
import { assertedTimeOf, IsOccurredAt } from './occurred-at';

class Dto {
  @IsOccurredAt()
  readonly occurredAt!: unknown;
}

const moments = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('an asserted time', () => {
  it('that is an instant is a point, with its words and its offset', () => {
    expect(assertedTimeOf('2026-11-01T09:30:00+04:30')).toEqual({
      from: '2026-11-01T05:00:00.000Z',
      to: '2026-11-01T05:00:00.000Z',
      precision: 'second',
      verbatim: '2026-11-01T09:30:00+04:30',
      offset: '+04:30',
    });
    expect(assertedTimeOf('2026-11-01T09:30:00.250Z')).toMatchObject({
      precision: 'millisecond',
      offset: 'Z',
    });
  });

  it.each([
    ['minute', '2026-11-01T09:00:59.999Z'],
    ['hour', '2026-11-01T09:59:59.999Z'],
    ['day', '2026-11-02T08:59:59.999Z'],
    ['second', '2026-11-01T09:00:00.000Z'],
  ])('to the %s ends with the last moment it may mean', (precision, to) => {
    expect(assertedTimeOf({ from: '2026-11-01T09:00:00Z', precision })).toEqual({
      from: '2026-11-01T09:00:00.000Z',
      to,
      precision,
      verbatim: '2026-11-01T09:00:00Z',
      offset: 'Z',
    });
  });

  it('holds both of its ends', () => {
    const precisions = fc.constantFrom('millisecond', 'second', 'minute', 'hour', 'day');
    fc.assert(
      fc.property(moments, moments, precisions, (from, to, precision) => {
        const time = assertedTimeOf({ from, to, precision });
        if (to >= from) expect(time && time.from === from && time.to >= to).toBe(true);
        else expect(time === null || time.to >= time.from).toBe(true);
      }),
    );
  });

  it.each([
    ['a date alone', '2026-11-01'],
    [
      'an end before its beginning',
      { from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z', precision: 'hour' },
    ],
    ['no precision', { from: '2026-11-02T00:00:00Z' }],
    ['a precision nobody knows', { from: '2026-11-02T00:00:00Z', precision: 'week' }],
    ['a precision of every object', { from: '2026-11-02T00:00:00Z', precision: 'toString' }],
    ['a further field', { from: '2026-11-02T00:00:00Z', precision: 'day', by: 'me' }],
    ['an end that is no instant', { from: '2026-11-02T00:00:00Z', to: 'later', precision: 'day' }],
    ['a list', ['2026-11-02T00:00:00Z']],
    ['a number', 5],
  ])('is refused with %s', async (_, occurredAt) => {
    expect(await refusedAt(Dto, { occurredAt })).toEqual(['/occurredAt']);
  });
});
