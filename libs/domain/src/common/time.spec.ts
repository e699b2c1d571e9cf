import { describe, expect, it } from '@jest/globals';
import { instantOf } from '@mizan/es';
import fc from 'fast-check';
import {
  addDuration,
  canonical,
  durationMs,
  earlier,
  fromMillis,
  isAfter,
  isCanonicalInstant,
  isDuration,
  lastInstant,
  toMillis,
} from './time';

const firstInstant = -62_167_219_200_000;

describe('instants', () => {
  it('agree with the platform from the year 0 to 9999, both ways', () => {
    fc.assert(
      fc.property(fc.integer({ min: firstInstant, max: lastInstant }), (ms) => {
        expect(fromMillis(ms)).toBe(instantOf(ms));
        expect(toMillis(instantOf(ms))).toBe(ms);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['1970-01-01T00:00:00.000Z', 0],
    ['1969-12-31T23:59:59.999Z', -1],
    ['2024-02-29T12:00:00.000Z', 1_709_208_000_000],
    ['2000-02-29T00:00:00.000Z', 951_782_400_000],
    ['2100-03-01T00:00:00.000Z', 4_107_542_400_000],
    ['0000-01-01T00:00:00.000Z', firstInstant],
    ['9999-12-31T23:59:59.999Z', lastInstant],
  ])('%s is %i', (instant, ms) => {
    expect(toMillis(instant)).toBe(ms);
    expect(fromMillis(ms)).toBe(instant);
    expect(isCanonicalInstant(instant)).toBe(true);
  });

  it.each([
    ['2026-11-01T08:00:00Z', '2026-11-01T08:00:00.000Z'],
    ['2026-11-01T08:00:00.5Z', '2026-11-01T08:00:00.500Z'],
    ['2026-11-01T08:00:00.05Z', '2026-11-01T08:00:00.050Z'],
  ])('reads the shorter form %s, which facts do not keep', (given, kept) => {
    expect(canonical(given)).toBe(kept);
    expect(isCanonicalInstant(given)).toBe(false);
  });

  it.each([
    '2026-02-29T00:00:00.000Z',
    '2100-02-29T00:00:00.000Z',
    '2026-04-31T00:00:00.000Z',
    '2026-06-31T00:00:00.000Z',
    '2026-09-31T00:00:00.000Z',
    '2026-11-31T00:00:00.000Z',
    '2026-12-32T00:00:00.000Z',
    '2026-01-00T00:00:00.000Z',
    '2026-00-01T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-11-01T24:00:00.000Z',
    '2026-11-01T23:60:00.000Z',
    '2026-11-01T23:59:60.000Z',
    '2026-11-01T08:00:00.000+00:00',
    '2026-11-01T08:00:00.0000Z',
    ' 2026-11-01T08:00:00.000Z',
    '2026-11-01T08:00:00.000Z ',
    '2026-11-01',
    '',
  ])('refuses "%s"', (text) => {
    expect(() => toMillis(text)).toThrow(RangeError);
    expect(isCanonicalInstant(text)).toBe(false);
  });

  it.each([firstInstant - 1, lastInstant + 1, 0.5, Number.NaN])('has no form for %d', (ms) => {
    expect(() => fromMillis(ms)).toThrow(RangeError);
  });

  it('compares instants whatever their form', () => {
    expect(isAfter('2026-11-01T08:00:00.001Z', '2026-11-01T08:00:00Z')).toBe(true);
    expect(isAfter('2026-11-01T08:00:00.000Z', '2026-11-01T08:00:00Z')).toBe(false);
    expect(earlier('2026-11-02T00:00:00.000Z', '2026-11-01T00:00:00.000Z')).toBe('2026-11-01T00:00:00.000Z');
    expect(earlier('2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z')).toBe('2026-11-01T00:00:00.000Z');
  });
});

describe('durations', () => {
  it.each([
    ['P1W', 604_800_000],
    ['P2D', 172_800_000],
    ['PT3H', 10_800_000],
    ['PT4M', 240_000],
    ['PT5S', 5_000],
    ['PT0.25S', 250],
    ['PT0.005S', 5],
    ['P1W2DT3H4M5.006S', 604_800_000 + 172_800_000 + 10_800_000 + 240_000 + 5_006],
    ['PT0S', 0],
  ])('%s is %i ms', (duration, ms) => {
    expect(durationMs(duration)).toBe(ms);
    expect(isDuration(duration)).toBe(true);
  });

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    'P1M',
    'P1Y',
    '7D',
    'P-1D',
    'P1.5D',
    'PT1.0005S',
    'PT5S ',
    ' PT5S',
    'P1D2W',
  ])('refuses "%s"', (text) => {
    expect(() => durationMs(text)).toThrow(RangeError);
    expect(isDuration(text)).toBe(false);
  });

  it('adds one to an instant, over the ends of months and years', () => {
    expect(addDuration('2026-12-31T23:00:00.000Z', 'PT2H')).toBe('2027-01-01T01:00:00.000Z');
    expect(addDuration('2028-02-28T00:00:00.000Z', 'P1D')).toBe('2028-02-29T00:00:00.000Z');
    expect(() => addDuration('9999-12-31T00:00:00.000Z', 'P1D')).toThrow(RangeError);
  });
});
