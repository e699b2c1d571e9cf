import proj4 from 'proj4';
import { ellipsoidOf, type Datum } from './datum';

/** Metres in one UTM zone; southern northings carry the usual 10,000 km. */
export interface GridPoint {
  readonly zone: number;
  readonly south: boolean;
  readonly easting: number;
  readonly northing: number;
}

/** Latitude bands of 8° from 80° S; X has 12°. I and O are not used. */
export const BANDS = 'CDEFGHJKLMNPQRSTUVWX';

/** UTM and its squares end here; nearer the poles another grid begins. */
export const UTM_SOUTH = -80;
export const UTM_NORTH = 84;

/** Band letter of a latitude from 80° S to 84° N. */
export function bandOf(lat: number): string {
  return BANDS.charAt(Math.min(Math.floor((lat + 80) / 8), BANDS.length - 1));
}

/** South and north edge of a band, degrees. */
export function bandEdges(band: string): readonly [number, number] {
  const south = UTM_SOUTH + 8 * BANDS.indexOf(band);
  return [south, band === 'X' ? UTM_NORTH : south + 8];
}

/** Zone of a position, with the wider zones around Norway and Svalbard. */
export function zoneOf(lat: number, lon: number): number {
  if (lat >= 56 && lat < 64 && lon >= 3 && lon < 12) return 32;
  if (lat >= 72 && lon >= 0 && lon < 42) return svalbardZone(lon);
  return (Math.floor((lon + 180) / 6) % 60) + 1;
}

function svalbardZone(lon: number): number {
  if (lon < 9) return 31;
  if (lon < 21) return 33;
  return lon < 33 ? 35 : 37;
}

/** Metres of a WGS 84 position in the grid of `zone` (its own zone when not said). */
export function toGrid(lat: number, lon: number, zone = zoneOf(lat, lon)): GridPoint {
  const south = bandOf(lat) < 'N';
  const [easting, northing] = projection(zone, south, 'WGS84').forward<[number, number]>([lon, lat]);
  return { zone, south, easting, northing };
}

/** WGS 84 degrees of a grid point given in `datum`. */
export function fromGrid(
  point: GridPoint,
  datum: Datum = 'WGS84',
): { readonly lat: number; readonly lon: number } {
  const { zone, south, easting, northing } = point;
  const [lon, lat] = projection(zone, south, datum).inverse<[number, number]>([easting, northing]);
  return { lat, lon };
}

const known = new Map<string, proj4.Converter>();

/** Building a projection costs far more than using it, and there are at most 120 for each datum. */
function projection(zone: number, south: boolean, datum: Datum): proj4.Converter {
  const key = `${datum}${south ? '-' : '+'}${zone}`;
  const found = known.get(key);
  if (found) return found;
  const grid = `+proj=utm +zone=${zone}${south ? ' +south' : ''} ${ellipsoidOf(datum)} +units=m +no_defs`;
  const built = proj4(`+proj=longlat ${ellipsoidOf('WGS84')} +no_defs`, grid);
  known.set(key, built);
  return built;
}
