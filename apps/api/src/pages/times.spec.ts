import { describe, expect, it } from '@jest/globals';
import { lengthOf, localTime, utcDay, utcTime, zonesOf } from './times';

const instant = '2026-11-14T09:30:00.000Z';

describe('times on pages', () => {
  it('shows an instant in UTC and on the clocks of both parties', () => {
    expect(utcTime(instant).toString()).toBe(`<time datetime="${instant}">14 Nov 2026, 09:30 UTC</time>`);
    expect(utcDay(instant).toString()).toBe(`<time datetime="${instant}">14 Nov 2026</time>`);
    const zones = zonesOf([{ id: 'PK' }, { id: 'AF' }, { id: 'PARTYX' }]);
    expect(zones).toEqual([
      { party: 'PK', zone: 'Asia/Karachi' },
      { party: 'AF', zone: 'Asia/Kabul' },
    ]);
    expect(zones.map(({ zone }) => localTime(instant, zone))).toEqual([
      'Sat 14 Nov, 14:30 (+05:00)',
      'Sat 14 Nov, 14:00 (+04:30)',
    ]);
    expect(localTime(instant, 'UTC')).toBe('Sat 14 Nov, 09:30 (+00:00)');
  });

  it('says a length of time in its two largest units', () => {
    const day = 86_400_000;
    expect([3 * day + 4 * 3_600_000 + 5, day + 60_000, -90_000, 2_000, 12].map(lengthOf)).toEqual([
      '3 days 4 hours',
      '1 day',
      '1 minute 30 seconds',
      '2 seconds',
      'under a second',
    ]);
  });
});
