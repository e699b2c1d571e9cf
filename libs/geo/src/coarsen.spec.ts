import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coarsen } from './coarsen';
import { parsePlace } from './parse-place';
import type { Place, PlaceInput } from './place';
import { mgrsOf } from './square';
import { toGrid, zoneOf } from './utm';

function read(given: PlaceInput): Place {
  const result = parsePlace(given);
  if ('problem' in result) throw new Error(result.problem.detail);
  return result.place;
}

const SECRET: PlaceInput = {
  input: '34.426512, 70.451534',
  radiusM: 50,
  method: 'seen from the school',
  collectedAt: '2026-11-01T09:30:00.000Z',
  name: 'the mill',
  controlledBy: 'somebody',
};
const place = fc
  .tuple(
    fc.double({ min: -79.9, max: 83.9, noNaN: true }),
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.integer({ min: 1, max: 8 }),
  )
  .map(([lat, lon, decimals]) =>
    read({ ...SECRET, input: `${lat.toFixed(decimals)}, ${lon.toFixed(decimals)}` }),
  );
const size = fc.constantFrom<10000 | 100000>(10_000, 100_000);

describe('coarsen', () => {
  it('leaves the square and nothing else', () => {
    const { lat, lon, ...rest } = coarsen(read(SECRET), 10_000);
    expect(rest).toEqual({
      verbatim: '42SXD31',
      format: 'MGRS',
      datum: 'WGS84',
      precisionM: 10_000,
      radiusM: null,
      mgrs: '42SXD31',
      method: null,
      collectedAt: null,
      name: null,
      controlledBy: null,
    });
    const corner = toGrid(lat, lon);
    expect(corner.easting).toBeCloseTo(630_000, 5);
    expect(corner.northing).toBeCloseTo(3_810_000, 5);
    expect(coarsen(read(SECRET), 100_000).mgrs).toBe('42SXD');
  });

  it('answers the same for every place of a square: nothing finer shines through', () => {
    const inSquare = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 9999 }));
    const expected = JSON.stringify(coarsen(read(SECRET), 10_000));
    fc.assert(
      fc.property(inSquare, ([east, north]) => {
        const input = `42S ${630_000 + east} ${3_810_000 + north}`;
        expect(JSON.stringify(coarsen(read({ input }), 10_000))).toBe(expected);
      }),
    );
  });

  it('is idempotent, and 100 km over 10 km is 100 km', () => {
    fc.assert(
      fc.property(place, size, (given, side) => {
        const once = coarsen(given, side);
        expect(coarsen(once, side)).toEqual(once);
        expect(coarsen(coarsen(given, 10_000), 100_000)).toEqual(coarsen(given, 100_000));
      }),
    );
  });

  it('contains the place', () => {
    fc.assert(
      fc.property(place, size, (given, side) => {
        const square = coarsen(given, side);
        const zone = zoneOf(given.lat, given.lon);
        const [point, corner] = [toGrid(given.lat, given.lon, zone), toGrid(square.lat, square.lon, zone)];
        if (point.south !== corner.south) return;
        const [east, north] = [point.easting - corner.easting, point.northing - corner.northing];
        expect(Math.min(east, north)).toBeGreaterThan(-0.001);
        expect(Math.max(east, north)).toBeLessThan(square.precisionM + 0.001);
      }),
    );
  });

  it('falls back on the degrees where a foreign reference names nothing', () => {
    for (const mgrs of ['', '42SAB', 'somewhere']) {
      expect(coarsen({ ...read(SECRET), mgrs }, 10_000)).toEqual(coarsen(read(SECRET), 10_000));
    }
    expect(() => coarsen({ ...read(SECRET), mgrs: '', lat: 99 }, 10_000)).toThrow(RangeError);
  });

  it('never sharpens: a place known to 100 km stays a square of 100 km', () => {
    const vague = read({ input: '34.4, 70.5' });
    expect([vague.mgrs, coarsen(vague, 10_000).mgrs]).toEqual(['42SXD', '42SXD']);
  });
});

describe('the square of a parsed place', () => {
  it('is never finer than the notation, and holds the position', () => {
    fc.assert(
      fc.property(place, (given) => {
        const digits = (given.mgrs.length - 5) / 2;
        expect(10 ** (5 - digits)).toBeGreaterThanOrEqual(given.precisionM);
        expect(mgrsOf(given.lat, given.lon, 5).startsWith(given.mgrs.slice(0, 5 + digits))).toBe(true);
      }),
    );
  });
});
