import proj4 from 'proj4';

/**
 * Shape of the earth and shift to WGS 84 (metres along X, Y, Z) of each datum met on maps, as EPSG lists them:
 * HERAT-NORTH is EPSG:4255, KALIANPUR-1962 is EPSG:4145.
 */
const DATUMS = {
  WGS84: '+datum=WGS84',
  'HERAT-NORTH': '+ellps=intl +towgs84=-333,-222,114,0,0,0,0',
  'KALIANPUR-1962': '+a=6377301.243 +b=6356100.230165384 +towgs84=283,682,231,0,0,0,0',
} as const;

export type Datum = keyof typeof DATUMS;

export const DATUM_NAMES = Object.keys(DATUMS) as readonly Datum[];

const EPSG: Readonly<Record<string, Datum>> = {
  'EPSG-4326': 'WGS84',
  'EPSG-4255': 'HERAT-NORTH',
  'EPSG-4145': 'KALIANPUR-1962',
  'WGS-84': 'WGS84',
};

/** The datum of this name or EPSG code, in any common spelling ("Herat North", "epsg:4255"); null if unknown. */
export function datumOf(name: string): Datum | null {
  const key = name
    .trim()
    .toUpperCase()
    .replace(/[\s_:-]+/g, '-');
  return DATUM_NAMES.find((datum) => datum === key) ?? EPSG[key] ?? null;
}

/** The parameters of a datum, to complete a projection with. */
export function ellipsoidOf(datum: Datum): string {
  return DATUMS[datum];
}

/** Degrees in `datum` to degrees in WGS 84, by the datum's three-parameter shift, at ellipsoid height zero. */
export function toWgs84(
  datum: Datum,
  lat: number,
  lon: number,
): { readonly lat: number; readonly lon: number } {
  if (datum === 'WGS84') return { lat, lon };
  const from = `+proj=longlat ${DATUMS[datum]} +no_defs`;
  const [x, y] = proj4(from, `+proj=longlat ${DATUMS.WGS84} +no_defs`, [lon, lat]);
  return { lat: y ?? lat, lon: x ?? lon };
}
