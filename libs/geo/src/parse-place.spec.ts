import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlaceInput } from './place';
import { parsePlace } from './parse-place';

function read(input: string, more: Omit<PlaceInput, 'input'> = {}) {
  const result = parsePlace({ input, ...more });
  if ('problem' in result) throw new Error(`${input}: ${result.problem.code} ${result.problem.detail}`);
  return result.place;
}

function codeOf(input: string, more: Omit<PlaceInput, 'input'> = {}): string {
  const result = parsePlace({ input, ...more });
  return 'problem' in result ? result.problem.code : `read as ${result.place.format} ${result.place.mgrs}`;
}

describe('degrees in every common spelling', () => {
  it.each([
    '34.4265, 70.4515',
    '34.4265 70.4515',
    '34.4265/70.4515',
    '34.4265N 70.4515E',
    'n34.4265 e70.4515',
    '34.4265° N, 70.4515° E',
    '70.4515E 34.4265N',
    'E 70.4515; N 34.4265',
    '(34.4265, 70.4515)',
    'Lat: 34.4265 Lon: 70.4515',
    'lon 70.4515, lat 34.4265',
    'latitude=34.4265 longitude=70.4515',
    '34.4265 north 70.4515 east',
    '+34.4265 +70.4515',
    '34,4265 70,4515',
    '34,4265; 70,4515',
    '34.4265\u00a0N\u200e, 70.4515º E.',
    '۳۴٫۴۲۶۵، ۷۰٫۴۵۱۵',
  ])('decimal: %s', (input) => {
    const place = read(input);
    expect([place.format, place.lat, place.lon, place.precisionM]).toEqual(['DD', 34.4265, 70.4515, 11.112]);
    expect(place.mgrs).toBe('42SXD333104');
    expect(place.verbatim).toBe(input);
  });

  it.each([
    'N34 25.5 E070 27.2',
    '34 25.5 N 70 27.2 E',
    "34°25.5'N 70°27.2'E",
    '34° 25.5′ N, 070° 27.2′ E',
    '34-25.5N 070-27.2E',
    '3425.5N 07027.2E',
    '34 25.5, 70 27.2',
    '34 deg 25.5 min N 70 deg 27.2 min E',
  ])('with minutes: %s', (input) => {
    const place = read(input);
    expect([place.format, place.precisionM]).toEqual(['DDM', 185.2]);
    expect(place.lat).toBeCloseTo(34.425, 12);
    expect(place.lon).toBeCloseTo(70.45333333333333, 12);
  });

  it.each([
    '34°25\'30"N 70°27\'12"E',
    '34° 25′ 30″ N, 70° 27′ 12″ E',
    '34°25’30’’N 70°27’12’’E',
    '34°25‘30“N 70°27‘12“E',
    '34 25 30 N 070 27 12 E',
    'N34 25 30 E070 27 12',
    '34:25:30N 70:27:12E',
    '34-25-30N 070-27-12E',
    '342530N 0702712E',
    'N342530 E0702712',
    '34 25 30 70 27 12',
    'LAT 34 25 30 70 27 12',
    'lon 70 27 12 lat 34 25 30',
    '34 degrees 25 minutes 30 seconds north, 70 degrees 27 minutes 12 seconds east',
  ])('with seconds: %s', (input) => {
    const place = read(input);
    expect([place.format, place.precisionM]).toEqual(['DMS', 30.867]);
    expect(place.lat).toBeCloseTo(34.425, 12);
    expect(place.lon).toBeCloseTo(70.45333333333333, 12);
  });

  it('keeps the hemisphere', () => {
    expect([read('33.9S 70.45W').lat, read('33.9S 70.45W').lon]).toEqual([-33.9, -70.45]);
    expect([read('-33.90 -70.45').lat, read('-33.90 -70.45').lon]).toEqual([-33.9, -70.45]);
    expect(read('-0 30 00 10 00 00').lat).toBe(-0.5);
    expect(Object.is(read('0.000S 0.000W').lat, 0)).toBe(true);
  });
});

describe('UTM in every common spelling', () => {
  it.each([
    '42S 512345 3812345',
    'UTM 42S 512345 3812345',
    '42 s 512345E 3812345N',
    'zone 42 north 512345 mE, 3812345 mN',
    '42N 512345 3812345',
    '42S 0512345 3812345',
    '42S E512345 N3812345',
    '42S 3812345N 512345E',
    '42S Northing: 3812345, Easting: 512345',
  ])('%s', (input) => {
    const place = read(input);
    expect([place.format, place.precisionM, place.mgrs]).toEqual(['UTM', 1, '42SWD1234512345']);
  });

  it('resolves what its digits show, down to the square of a metre', () => {
    expect(read('42S 512345.25 3812345.75').precisionM).toBe(0.01);
    expect(read('42S 512345.25 3812345.75').mgrs).toBe('42SWD1234512345');
  });
});

describe('MGRS in every common spelling', () => {
  it.each([
    '42SWD1234512345',
    '42S WD 12345 12345',
    '42s wd 12345 12345',
    '42SWD 1234512345',
    'MGRS: 42S WD 12345 12345',
    '42S-WD-12345-12345',
    '۴۲S WD ۱۲۳۴۵ ۱۲۳۴۵',
  ])('%s', (input) => {
    const place = read(input);
    expect([place.format, place.precisionM, place.mgrs]).toEqual(['MGRS', 1, '42SWD1234512345']);
    expect(place.lat).toBeCloseTo(read('42S 512345 3812345').lat, 12);
  });

  it('is a square of the side its digits leave, named by its south-west corner', () => {
    const sides = ['42SWD1212', '42SWD11', '42SWD'].map((input) => read(input));
    expect(sides.map((place) => [place.precisionM, place.mgrs])).toEqual([
      [1000, '42SWD1212'],
      [10_000, '42SWD11'],
      [100_000, '42SWD'],
    ]);
    expect(read('42SWD1212').lat).toBeCloseTo(read('42S 512000 3812000').lat, 12);
  });

  it('accepts the neighbour’s grid in the overlap that maps print, and no further', () => {
    expect(codeOf('41S RT 04 67')).toBe('read as MGRS 41SRT0467');
    expect(codeOf('41S RT 69 69')).toBe('MGRS_SQUARE_UNKNOWN');
  });
});

describe('what is said about a place is kept', () => {
  it('all of it', () => {
    const said = {
      radiusM: 250,
      method: 'map',
      collectedAt: '2026-11-01T09:30:00.000Z',
      name: 'Ridge',
      controlledBy: 'nobody',
    };
    const { lat, lon, ...rest } = read('42SWD1212', said);
    expect([lat, lon].every(Number.isFinite)).toBe(true);
    expect(rest).toEqual({
      verbatim: '42SWD1212',
      format: 'MGRS',
      datum: 'WGS84',
      precisionM: 1000,
      mgrs: '42SWD1212',
      ...said,
    });
  });
});

describe('what is no place is a problem with a code', () => {
  it.each([
    ['', 'NOT_A_PLACE'],
    ['   ', 'NOT_A_PLACE'],
    ['the old bridge', 'NOT_A_PLACE'],
    ['34', 'NOT_A_PLACE'],
    ["34° 25.5'", 'NOT_A_PLACE'],
    ['34.42-70.45', 'NOT_A_PLACE'],
    ['34.5 25 30 N 70 27 12 E', 'NOT_A_PLACE'],
    ['34N 70N', 'NOT_A_PLACE'],
    ["34°25'N 70°27'12\"E", 'NOT_A_PLACE'],
    ['34.42, 70.45, 1200', 'NOT_A_PLACE'],
    ['34.42 N 70.45', 'NOT_A_PLACE'],
    ['9'.repeat(500), 'NOT_A_PLACE'],
    ['91.5, 70.45', 'OUTSIDE_WORLD'],
    ['34.42, 180.5', 'OUTSIDE_WORLD'],
    ['70.4515N 134.4265N', 'NOT_A_PLACE'],
    ['90 30.5 N 70 27.2 E', 'OUTSIDE_WORLD'],
    ['170.4515, 34.4265', 'OUTSIDE_WORLD'],
    ['34 60.0 N 70 27.0 E', 'MINUTES_OVER_59'],
    ['34 25 61 N 70 27 12 E', 'MINUTES_OVER_59'],
    ['-34.4265N 70.4515E', 'SIGN_AND_HEMISPHERE'],
    ['88.25 N 70.45 E', 'OUTSIDE_GRID'],
    ['34, 70', 'TOO_COARSE'],
    ['UD 12345 67890', 'GRID_ZONE_MISSING'],
    ['UD1234567890', 'GRID_ZONE_MISSING'],
    ['S WC 4410 3270', 'GRID_ZONE_MISSING'],
    ['SWC44103270', 'GRID_ZONE_MISSING'],
    ['S-WC-4410-3270', 'GRID_ZONE_MISSING'],
    ['MGRS S WC 4410 3270', 'GRID_ZONE_MISSING'],
    ['A WC 4410 3270', 'OUTSIDE_GRID'],
    ['42 UD 12345 67890', 'GRID_ZONE_MISSING'],
    ['512345 3812345', 'GRID_ZONE_MISSING'],
    ['512345E 3812345N', 'GRID_ZONE_MISSING'],
    ['42 512345 3812345', 'GRID_ZONE_MISSING'],
    ['61S UD 12345 67890', 'GRID_ZONE_UNKNOWN'],
    ['0S UD 12345 67890', 'GRID_ZONE_UNKNOWN'],
    ['42I UD 12345 67890', 'GRID_ZONE_UNKNOWN'],
    ['42O 512345 3812345', 'GRID_ZONE_UNKNOWN'],
    ['42A UD 12345 67890', 'OUTSIDE_GRID'],
    ['Z AH 12345 67890', 'OUTSIDE_GRID'],
    ['42S AB 12345 67890', 'MGRS_SQUARE_UNKNOWN'],
    ['42S UI 12345 67890', 'MGRS_SQUARE_UNKNOWN'],
    ['42S UW 12345 67890', 'MGRS_SQUARE_UNKNOWN'],
    ['42S UD 123', 'MGRS_ODD_DIGITS'],
    ['42S UD 123456 678901', 'MGRS_TOO_MANY_DIGITS'],
    ['42S UD 123 45678', 'MGRS_UNEVEN_DIGITS'],
    ['42S UD 1 2 3 4', 'MGRS_UNEVEN_DIGITS'],
    ['42S 512345 2812345', 'UTM_BAND_MISMATCH'],
    ['42T 512345 3812345', 'UTM_BAND_MISMATCH'],
    ['42S 3812345 512345', 'OUTSIDE_GRID'],
    ['42S 112345 3812345', 'OUTSIDE_GRID'],
  ])('%s', (input, code) => {
    expect(codeOf(input)).toBe(code);
  });

  it('says it when there is nothing to read, or too much', () => {
    const detailOf = (input: string) => {
      const result = parsePlace({ input });
      return 'problem' in result ? result.problem.detail : null;
    };
    for (const nothing of ['', '   ', '\u200b'])
      expect(detailOf(nothing)).toBe('Nothing is written where the position belongs.');
    expect(detailOf('9'.repeat(201))).toBe('More than 200 characters are no position.');
    expect(detailOf('S WC 4410 3270')).toBe(
      'The reference does not say its grid zone, so the same letters and digits stand in many places.',
    );
  });

  it('also where format, datum or radius do not fit', () => {
    expect(codeOf('34.42, 70.45', { format: 'MGRS' })).toBe('FORMAT_MISMATCH');
    expect(codeOf('34.42, 70.45', { datum: 'Everest' })).toBe('DATUM_UNKNOWN');
    expect(codeOf('42SWD1212', { datum: 'HERAT-NORTH' })).toBe('DATUM_NOT_FOR_MGRS');
    expect(codeOf('34.42, 70.45', { radiusM: -1 })).toBe('RADIUS_IMPOSSIBLE');
    expect(codeOf('34.42, 70.45', { radiusM: NaN })).toBe('RADIUS_IMPOSSIBLE');
  });

  it('also where the caller passes no text at all', () => {
    expect(parsePlace(JSON.parse('{"input": 34}') as PlaceInput)).toHaveProperty(
      'problem.code',
      'NOT_A_PLACE',
    );
    expect(parsePlace(JSON.parse('{}') as PlaceInput)).toHaveProperty('problem.code', 'NOT_A_PLACE');
  });
});

describe('whatever is typed', () => {
  const scraps = fc.constantFrom(
    ...[
      '42',
      'S',
      'N',
      'E',
      'UD',
      '34.4265',
      '70',
      '3812345',
      '12345',
      ' ',
      ',',
      '-',
      '°',
      "'",
      '"',
      'LON',
      'zone',
    ],
  );
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(scraps, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.array(scraps, { maxLength: 8 }).map((parts) => parts.join(' ')),
  );

  it('is a place on the grid or a problem that says what to do, and never throws', () => {
    fc.assert(
      fc.property(typed, (input) => {
        const result = parsePlace({ input });
        if ('problem' in result) {
          expect(result.problem.code).toMatch(/^[A-Z]+(_[A-Z0-9]+)*$/);
          expect([result.problem.detail, result.problem.remedy].every((text) => text.length > 10)).toBe(true);
          return;
        }
        expect(result.place.verbatim).toBe(input);
        expect(Math.abs(result.place.lat) <= 90 && Math.abs(result.place.lon) <= 180).toBe(true);
        expect(result.place.mgrs).toMatch(/^\d\d[C-X][A-Z]{2}\d*$/);
      }),
      { numRuns: 3000 },
    );
  });

  it('decimal degrees come back as the numbers they were', () => {
    const angle = (limit: number) => fc.integer({ min: -limit * 1e6, max: limit * 1e6 }).map((n) => n / 1e6);
    fc.assert(
      fc.property(angle(80), angle(180), (lat, lon) => {
        const result = parsePlace({ input: `${lat.toFixed(6)} ${lon.toFixed(6)}` });
        expect('place' in result && [result.place.lat, result.place.lon]).toEqual([lat + 0, lon + 0]);
      }),
    );
  });
});
