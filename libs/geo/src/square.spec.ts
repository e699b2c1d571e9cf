import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as oracle from 'mgrs';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { squareOf } from './read-mgrs';
import { parsePlace } from './parse-place';
import { cornerOf, mgrsOf, sideOf, type Square, type SquareDigits } from './square';
import { fromGrid, toGrid } from './utm';

const VECTORS = join(__dirname, '../../../../shared/data/mgrs/geotrans_vectors_afpak.csv');

describe('mgrsOf', () => {
  it('agrees with every GEOTRANS vector of the region', () => {
    if (!existsSync(VECTORS)) {
      console.info('Not compared with GEOTRANS: its vectors are not beside the checkout.');
      return;
    }
    const [header = '', ...rows] = readFileSync(VECTORS, 'utf8').trim().split(/\r?\n/);
    const column = (name: string) => header.split(',').indexOf(name);
    const answers = rows.map((row) => {
      const cells = row.split(',');
      const [lat, lon] = [Number(cells[column('lat')]), Number(cells[column('lon')])];
      return { expected: cells[column('mgrs_geotrans39')], given: mgrsOf(lat, lon, 5) };
    });
    expect(answers).toHaveLength(36);
    expect(answers.map((answer) => answer.given)).toEqual(answers.map((answer) => answer.expected));
  });

  // Where the rules of zones, bands and letters bend; the answers are GeographicLib's.
  it.each<[string, number, number, string]>([
    ['equator meets prime meridian', 0, 0, '31NAA6602100000'],
    ['a hair south of the equator', -1e-12, 3, '31MEV0000099999'],
    ['central meridian of zone 42', 32, 69, '42SWA0000040435'],
    ['last metre of band R', 31.99999, 69, '42RWA0000040434'],
    ['west edge of zone 42', 33, 66, '42STB1970055285'],
    ['just west of it', 33, 65.99999, '41SQS8029955285'],
    ['Bergen, in widened zone 32', 60.3913, 5.3221, '32VKN9735300648'],
    ['Longyearbyen, in zone 33 of Svalbard', 78.22, 15.65, '33XWG1481383004'],
    ['date line', 10, 180, '01PAM7107106908'],
    ['southern edge', -80, 3, '31CEM0000018414'],
    ['just below the northern edge', 83.99999, 3, '31XEP0000028092'],
  ])('%s', (_name, lat, lon, expected) => {
    expect(mgrsOf(lat, lon, 5)).toBe(expected);
  });

  it('reads the smallest number below zero as the equator', () => {
    expect(mgrsOf(-5e-324, 3, 5)).toBe('31NEA0000000000');
  });

  it.each([
    [84.1, 0],
    [-80.1, 0],
    [34, 180.1],
    [NaN, 70],
    [34, Infinity],
  ])('refuses %d, %d', (lat, lon) => {
    expect(() => mgrsOf(lat, lon, 5)).toThrow(RangeError);
  });
});

const lat = fc.double({ min: -80, max: 84, noNaN: true });
const lon = fc.double({ min: -180, max: 180, noNaN: true });
const digits = fc.constantFrom<SquareDigits>(0, 1, 2, 3, 4, 5);
/** A micrometre: see SAME_METRE. */
const HAIR = 2e-6;

describe('properties of squares, anywhere on the grid', () => {
  it('fewer digits are the first digits of more: cut off, never rounded', () => {
    fc.assert(
      fc.property(lat, lon, digits, (y, x, count) => {
        const full = mgrsOf(y, x, 5);
        const [head, east, north] = [full.slice(0, 5), full.slice(5, 10), full.slice(10)];
        expect(mgrsOf(y, x, count)).toBe(head + east.slice(0, count) + north.slice(0, count));
      }),
    );
  });

  it('the square holds the point', () => {
    fc.assert(
      fc.property(lat, lon, digits, (y, x, count) => {
        const square = named(mgrsOf(y, x, count));
        const corner = cornerOf(square);
        const point = toGrid(y, x);
        const side = sideOf(square);
        expect(corner).not.toBeNull();
        const east = point.easting - (corner?.easting ?? NaN);
        const north = point.northing - (corner?.northing ?? NaN);
        expect(Math.min(east, north)).toBeGreaterThanOrEqual(-HAIR);
        expect(Math.max(east, north)).toBeLessThan(side + HAIR);
      }),
      { numRuns: 1000 },
    );
  });

  it('a reference read and written again is the same reference', () => {
    fc.assert(
      fc.property(lat, lon, digits, (y, x, count) => {
        const mgrs = mgrsOf(y, x, count);
        const result = parsePlace({ input: mgrs });
        expect('place' in result && [result.place.mgrs, result.place.precisionM]).toEqual([
          mgrs,
          10 ** (5 - count),
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it('the corner of a one-metre square inside its zone falls into that square', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 24, max: 39, noNaN: true }),
        fc.double({ min: 66.01, max: 71.99, noNaN: true }),
        (y, x) => {
          const mgrs = mgrsOf(y, x, 5);
          const corner = cornerOf(named(mgrs));
          if (corner === null) throw new Error(mgrs);
          const { lat: south, lon: west } = fromGrid(corner);
          // A corner may lie in the band below; the rest of the reference is its own.
          expect(mgrsOf(south, west, 5).slice(3)).toBe(mgrs.slice(3));
        },
      ),
    );
  });

  it('agrees with an independent implementation to within a metre', () => {
    fc.assert(
      fc.property(fc.double({ min: -79, max: 55, noNaN: true }), lon, (y, x) => {
        const [theirLon, theirLat] = oracle.toPoint(mgrsOf(y, x, 5));
        const metres = Math.hypot(theirLat - y, wrap(theirLon - x) * Math.cos((y * Math.PI) / 180)) * 111_320;
        expect(metres).toBeLessThan(2);
      }),
    );
  });
});

function wrap(degrees: number): number {
  return ((degrees + 540) % 360) - 180;
}

function named(mgrs: string): Square {
  const square = squareOf(mgrs);
  if (square === null) throw new Error(`${mgrs} is not written as a square`);
  return square;
}
