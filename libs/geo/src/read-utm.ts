import type { Datum } from './datum';
import { problem, type FixResult } from './place';
import { BANDS, bandEdges, bandOf, fromGrid, zoneOf } from './utm';

const LABEL = /^UTM\s*:?\s*/;
const ZONE = /^(?:ZONE\s*)?(\d{1,2})\s?(NORTH|SOUTH|[A-Z])?(?=[\s,])[\s,]+/;
const METRES = String.raw`(\d{5,8}(?:\.\d+)?)\s?M?`;
const EAST_FIRST = new RegExp(
  `^(?:E(?:ASTING)?\\s*[:=]?\\s*)?${METRES}\\s?E?[\\s,]+(?:N(?:ORTHING)?\\s*[:=]?\\s*)?${METRES}\\s?N?$`,
);
const NORTH_FIRST = new RegExp(
  `^(?:N(?:ORTHING)?\\s*[:=]?\\s*${METRES}|${METRES}\\s?N)[\\s,]+(?:E(?:ASTING)?\\s*[:=]?\\s*)?${METRES}\\s?E?$`,
);
const EXAMPLE = 'Write zone and band, easting, northing in metres, such as 42S 512345 3812345.';

interface Metres {
  readonly east: string;
  readonly north: string;
}

/**
 * True when the (plain) text has the form of UTM metres. Without a zone only six and seven digits count: packed
 * degrees, ddmmssN dddmmssE, have them the other way round.
 */
export function looksLikeUtm(text: string): boolean {
  const body = text.replace(LABEL, '');
  if (ZONE.test(body) && metresOf(body.replace(ZONE, '')) !== null) return true;
  const bare = metresOf(body);
  return bare !== null && /^[1-9]\d{5}(\.|$)/.test(bare.east) && /^\d{7}(\.|$)/.test(bare.north);
}

/** Reads (plain) UTM metres in `datum`. The digits resolve what they show: whole metres, or decimals of one. */
export function readUtm(text: string, datum: Datum): FixResult {
  const body = text.replace(LABEL, '');
  const [, zoneText, letter] = ZONE.exec(body) ?? [];
  const metres = metresOf(body.replace(ZONE, ''));
  if (zoneText === undefined || letter === undefined || metres === null) {
    return problem(
      'GRID_ZONE_MISSING',
      'UTM metres without their zone and band stand in many places of the world.',
      EXAMPLE,
    );
  }
  const zone = Number(zoneText);
  if (zone < 1 || zone > 60 || (letter.length === 1 && !BANDS.includes(letter))) {
    return problem('GRID_ZONE_UNKNOWN', `There is no UTM zone ${zone}${letter}.`, EXAMPLE);
  }
  return fixOf({ zone, letter }, metres, datum);
}

interface Zone {
  readonly zone: number;
  readonly letter: string;
}

function fixOf({ zone, letter }: Zone, metres: Metres, datum: Datum): FixResult {
  const south = letter === 'SOUTH' || (letter.length === 1 && letter < 'N');
  const point = { zone, south, easting: Number(metres.east), northing: Number(metres.north) };
  const { lat, lon } = fromGrid(point, datum);
  if (!inZone(lat, lon, zone)) {
    return problem(
      'OUTSIDE_GRID',
      `Easting ${metres.east} and northing ${metres.north} lie outside zone ${zone}.`,
      `Check the digits and the order: easting first. ${EXAMPLE}`,
    );
  }
  if (!fitsBand(letter, lat)) {
    return problem(
      'UTM_BAND_MISMATCH',
      `Northing ${metres.north} lies in band ${bandOf(lat)}, not in band ${letter}.`,
      'Check the northing; if the letter was meant as a hemisphere, write the word north or south.',
    );
  }
  const decimals = Math.min(decimalsOf(metres.east), decimalsOf(metres.north));
  return { fix: { format: 'UTM', lat, lon, precisionM: 10 ** -decimals, mgrs: null } };
}

/** Half a degree beyond the edge is what maps print in overlap. */
function inZone(lat: number, lon: number, zone: number): boolean {
  return lat >= -80 && lat <= 84 && [-0.5, 0, 0.5].some((shift) => zoneOf(lat, lon + shift) === zone);
}

/**
 * A single N or S is a band, but many write N for north; that is safe to accept, since every northing outside
 * band N then means the north. S is not: a mistyped northing of band S would land in the other hemisphere.
 */
function fitsBand(letter: string, lat: number): boolean {
  if (letter.length > 1 || letter === 'N') return true;
  const [south, north] = bandEdges(letter);
  // A grid of another datum shifts the edge by some hundred metres.
  return lat > south - 0.01 && lat < north + 0.01;
}

function metresOf(text: string): Metres | null {
  const [, east, north] = EAST_FIRST.exec(text) ?? [];
  if (east !== undefined && north !== undefined) return { east, north };
  const [, labelled, suffixed, second] = NORTH_FIRST.exec(text) ?? [];
  const first = labelled ?? suffixed;
  return first === undefined || second === undefined ? null : { east: second, north: first };
}

function decimalsOf(digits: string): number {
  return digits.split('.')[1]?.length ?? 0;
}
