import { describe, expect, it } from '@jest/globals';
import { DATUM_NAMES, datumOf, toWgs84 } from './datum';
import { parsePlace } from './parse-place';
import type { PlaceInput } from './place';

function read(given: PlaceInput) {
  const result = parsePlace(given);
  if ('problem' in result) throw new Error(result.problem.detail);
  return result.place;
}

describe('datum names', () => {
  it.each([
    ['WGS84', 'WGS84'],
    ['wgs 84', 'WGS84'],
    ['EPSG:4326', 'WGS84'],
    ['HERAT-NORTH', 'HERAT-NORTH'],
    ['Herat North', 'HERAT-NORTH'],
    ['epsg:4255', 'HERAT-NORTH'],
    ['EPSG:4145', 'KALIANPUR-1962'],
    ['constructor', null],
    ['', null],
  ])('%s is %s', (name, datum) => {
    expect(datumOf(name)).toBe(datum);
  });
});

describe('shift to WGS 84', () => {
  it('moves a point on Herat North about 300 m, as geocentric arithmetic says', () => {
    const here = toWgs84('HERAT-NORTH', 34, 70);
    const expected = shifted({ a: 6378388, f: 1 / 297 }, [-333, -222, 114], [34, 70]);
    expect(here.lat).toBeCloseTo(expected.lat, 9);
    expect(here.lon).toBeCloseTo(expected.lon, 9);
    const metres = Math.hypot(here.lat - 34, (here.lon - 70) * Math.cos((34 * Math.PI) / 180)) * 111_120;
    expect(metres).toBeGreaterThan(250);
    expect(metres).toBeLessThan(400);
  });

  it('leaves WGS 84 alone, to the last bit', () => {
    expect(toWgs84('WGS84', 34.1234567, 70.7654321)).toEqual({ lat: 34.1234567, lon: 70.7654321 });
  });

  it('keeps what was written and says the datum by its one name', () => {
    const place = read({ input: '34.00000, 70.00000', datum: 'Herat North' });
    expect([place.verbatim, place.datum]).toEqual(['34.00000, 70.00000', 'HERAT-NORTH']);
    expect({ lat: place.lat, lon: place.lon }).toEqual(toWgs84('HERAT-NORTH', 34, 70));
  });

  it.each(DATUM_NAMES)('puts UTM metres and degrees of %s at the same place', (datum) => {
    const metres = read({ input: '42S 512345.00 3812345.00', datum });
    const onWgs84 = read({ input: '42S 512345.00 3812345.00' });
    const moved = Math.hypot(metres.lat - onWgs84.lat, metres.lon - onWgs84.lon) * 111_120;
    expect(moved < 1000 && moved >= 0).toBe(true);
    expect(moved > 100).toBe(datum !== 'WGS84');
  });
});

/** Degrees → earth-centred metres → shift → WGS 84 degrees, by the textbook and independent of the library. */
function shifted(from: { a: number; f: number }, shift: [number, number, number], at: [number, number]) {
  const [phi, lambda] = at.map((degrees) => (degrees * Math.PI) / 180) as [number, number];
  const e2 = from.f * (2 - from.f);
  const n = from.a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  const x = n * Math.cos(phi) * Math.cos(lambda) + shift[0];
  const y = n * Math.cos(phi) * Math.sin(lambda) + shift[1];
  const z = n * (1 - e2) * Math.sin(phi) + shift[2];
  const [a, f] = [6378137, 1 / 298.257223563];
  const w2 = f * (2 - f);
  const p = Math.hypot(x, y);
  let lat = Math.atan2(z, p * (1 - w2));
  for (let i = 0; i < 10; i += 1) {
    const r = a / Math.sqrt(1 - w2 * Math.sin(lat) ** 2);
    lat = Math.atan2(z + w2 * r * Math.sin(lat), p);
  }
  return { lat: (lat * 180) / Math.PI, lon: (Math.atan2(y, x) * 180) / Math.PI };
}
