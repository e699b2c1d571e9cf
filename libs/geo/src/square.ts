import { bandEdges, bandOf, fromGrid, toGrid, UTM_NORTH, UTM_SOUTH, zoneOf, type GridPoint } from './utm';

export type SquareDigits = 0 | 1 | 2 | 3 | 4 | 5;

/** An MGRS square: zone and band, the two letters of its 100 km square, and digits along each axis. */
export interface Square {
  readonly zone: number;
  readonly band: string;
  readonly column: string;
  readonly row: string;
  readonly east: string;
  readonly north: string;
}

const COLUMNS = ['ABCDEFGH', 'JKLMNPQR', 'STUVWXYZ'];
const ROWS = 'ABCDEFGHJKLMNPQRSTUV';
const HUNDRED_KM = 100_000;

/**
 * A square's corner has whole metres, but its degrees come back a few nanometres off. A micrometre of help lets
 * it fall into its own square again; no position is known to a micrometre, so nothing is rounded by it.
 */
const SAME_METRE = 1e-6;
/** That help must not carry a position over the equator. */
const LAST_SOUTHERN_METRE = 9_999_999;

export function sideOf(square: Square): number {
  return HUNDRED_KM / 10 ** square.east.length;
}

export function written(square: Square): string {
  const { zone, band, column, row, east, north } = square;
  return `${String(zone).padStart(2, '0')}${band}${column}${row}${east}${north}`;
}

/** The same position with fewer digits: cut off, never rounded. */
export function truncated(square: Square, digits: number): Square {
  return { ...square, east: square.east.slice(0, digits), north: square.north.slice(0, digits) };
}

/**
 * MGRS of a WGS 84 position with `digits` per axis (0 = 100 km … 5 = 1 m), truncated. Zones under ten are
 * written with a leading zero.
 * @throws RangeError outside 80° S to 84° N or 180° W to 180° E
 */
export function mgrsOf(lat: number, lon: number, digits: SquareDigits): string {
  if (!(lat >= UTM_SOUTH && lat <= UTM_NORTH && lon >= -180 && lon <= 180)) {
    throw new RangeError(`No MGRS square of the UTM grid holds latitude ${lat}, longitude ${lon}`);
  }
  const grid = toGrid(lat, lon, zoneOf(lat, lon));
  return written(truncated(squareAt(grid, bandOf(lat)), digits));
}

function squareAt({ zone, south, easting, northing }: GridPoint, band: string): Square {
  const east = Math.floor(easting + SAME_METRE);
  const north = Math.min(Math.floor(northing + SAME_METRE), south ? LAST_SOUTHERN_METRE : Infinity);
  return {
    zone,
    band,
    column: columnsOf(zone).charAt(Math.floor(east / HUNDRED_KM) - 1),
    row: ROWS.charAt((Math.floor(north / HUNDRED_KM) + rowShift(zone)) % ROWS.length),
    east: String(east % HUNDRED_KM).padStart(5, '0'),
    north: String(north % HUNDRED_KM).padStart(5, '0'),
  };
}

/** South-west corner in metres; null when the letters name no square of this zone and band. */
export function cornerOf(square: Square): GridPoint | null {
  const column = columnsOf(square.zone).indexOf(square.column);
  const row = (ROWS.indexOf(square.row) - rowShift(square.zone) + ROWS.length) % ROWS.length;
  if (column < 0) return null;
  const within = sideOf(square);
  const easting = (column + 1) * HUNDRED_KM + Number(square.east) * within;
  const southing = row * HUNDRED_KM + Number(square.north) * within;
  // Rows repeat every 2,000 km, a band is 900 km high: at most one repetition touches it.
  const corners = [0, 1, 2, 3, 4].map((turn) => ({
    zone: square.zone,
    south: square.band < 'N',
    easting,
    northing: southing + turn * ROWS.length * HUNDRED_KM,
  }));
  return corners.find((corner) => mayTouch(corner, square.band) && touches(corner, square)) ?? null;
}

/** Metres in a degree of latitude, and degrees by which that and the side of a square can mislead. */
const DEGREE_M = 111_000;
const MISLED = 3;

/** Rules out without a projection what lies far from the band; the repetitions of a row are 18° apart. */
function mayTouch({ northing, south }: GridPoint, band: string): boolean {
  const lat = (northing - (south ? 10_000_000 : 0)) / DEGREE_M;
  const [from, to] = bandEdges(band);
  return lat > from - MISLED && lat < to + MISLED;
}

/** Military maps print the neighbour's grid for about 40 km beyond the edge of a zone; so far it is accepted. */
const ZONE_OVERLAP = 0.5;

function touches(corner: GridPoint, square: Square): boolean {
  const { easting, northing } = corner;
  const [south, north] = bandEdges(square.band);
  const at = fromGrid(corner);
  // As nearly all are: its corner alone says it.
  if (at.lat > south && at.lat < north && zoneOf(at.lat, at.lon) === square.zone) return true;
  const side = sideOf(square);
  // A parallel is highest or lowest at the zone's middle, so that meridian counts beside the corners.
  const middle = Math.min(Math.max(500_000, easting), easting + side);
  const points = [easting, middle, easting + side].flatMap((x) =>
    [northing, northing + side].map((y) => fromGrid({ ...corner, easting: x, northing: y })),
  );
  const lats = points.map((point) => point.lat);
  return Math.max(...lats) > south && Math.min(...lats) < north && nearZone(points, square);
}

function nearZone(points: readonly { readonly lat: number; readonly lon: number }[], { zone, band }: Square) {
  const [south, north] = bandEdges(band);
  return points.some(({ lat, lon }) => {
    const inBand = Math.min(Math.max(lat, south), north - 1e-9);
    return [-ZONE_OVERLAP, 0, ZONE_OVERLAP].some((shift) => zoneOf(inBand, wrapped(lon + shift)) === zone);
  });
}

function wrapped(lon: number): number {
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}

function columnsOf(zone: number): string {
  return COLUMNS[(zone - 1) % 3] ?? '';
}

/** Row letters start at F in even zones. */
function rowShift(zone: number): number {
  return zone % 2 === 0 ? 5 : 0;
}
