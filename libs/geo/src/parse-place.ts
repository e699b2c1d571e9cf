import { DATUM_NAMES, datumOf, toWgs84, type Datum } from './datum';
import { plainText } from './plain-text';
import { problem, type Fix, type FixResult, type Place, type PlaceInput, type PlaceResult } from './place';
import { readAngles } from './read-angles';
import { looksLikeMgrs, readMgrs } from './read-mgrs';
import { looksLikeUtm, readUtm } from './read-utm';
import { mgrsOf, type SquareDigits } from './square';
import { UTM_NORTH, UTM_SOUTH } from './utm';

/** Longer than any way to write a position. */
const LONGEST = 200;

/**
 * Reads a position as people write them. Never throws: what cannot be read, lies outside the world or lacks its
 * grid zone is a problem with a code and a remedy. Nothing is guessed that would move the place.
 */
export function parsePlace(given: PlaceInput): PlaceResult {
  const text = typeof given.input === 'string' ? given.input : '';
  const datum = datumOf(String(given.datum ?? 'WGS84'));
  if (datum === null) {
    return problem(
      'DATUM_UNKNOWN',
      `No datum "${given.datum ?? ''}" is known here.`,
      `Use one of ${DATUM_NAMES.join(', ')}.`,
    );
  }
  if (given.radiusM !== undefined && !(given.radiusM >= 0 && given.radiusM <= 1_000_000)) {
    return problem(
      'RADIUS_IMPOSSIBLE',
      'The uncertainty radius is no length on this earth.',
      'Give metres, from 0 to 1,000,000.',
    );
  }
  const read = readAny(text, datum);
  return 'problem' in read ? read : placed(given, read.fix, datum);
}

function readAny(text: string, datum: Datum): FixResult {
  if (text.length > LONGEST) return tooLong();
  const plain = plainText(text);
  if (plain === '') return empty();
  if (looksLikeMgrs(plain)) return datum === 'WGS84' ? readMgrs(plain) : otherLettering(datum);
  if (looksLikeUtm(plain)) return readUtm(plain, datum);
  return readAngles(plain);
}

const EXAMPLE = 'Write a position such as 42S UC 12345 67890 or 34.4265 N 70.4515 E.';

function empty(): FixResult {
  return problem('NOT_A_PLACE', 'Nothing is written where the position belongs.', EXAMPLE);
}

function tooLong(): FixResult {
  return problem('NOT_A_PLACE', `More than ${LONGEST} characters are no position.`, EXAMPLE);
}

function otherLettering(datum: Datum): FixResult {
  return problem(
    'DATUM_NOT_FOR_MGRS',
    `MGRS letters are laid out differently on ${datum}, and here they are read on WGS84 only.`,
    'Give latitude and longitude or UTM metres with that datum.',
  );
}

function placed(given: PlaceInput, fix: Fix, datum: Datum): PlaceResult {
  if (given.format !== undefined && given.format !== fix.format) {
    return problem(
      'FORMAT_MISMATCH',
      `The position reads as ${fix.format}, the format says ${given.format}.`,
      'Correct one of the two, or leave the format out.',
    );
  }
  // UTM metres were already unprojected on their own datum.
  const { lat, lon } = fix.format === 'UTM' ? fix : toWgs84(datum, fix.lat, fix.lon);
  // The corner of a square at the grid's edge may lie beyond it; the square was already checked.
  const unplaceable = fix.mgrs === null ? (outside(lat, lon) ?? tooCoarse(fix.precisionM)) : null;
  if (unplaceable !== null) return unplaceable;
  const mgrs = fix.mgrs ?? mgrsOf(lat, lon, digitsFor(fix.precisionM));
  return { place: { ...said(given, fix, datum), lat, lon, mgrs } };
}

function said(given: PlaceInput, fix: Fix, datum: Datum): Omit<Place, 'lat' | 'lon' | 'mgrs'> {
  return {
    verbatim: given.input,
    format: fix.format,
    datum,
    // Below a millimetre no position means anything.
    precisionM: Math.max(Math.round(fix.precisionM * 1000) / 1000, 0.001),
    radiusM: given.radiusM ?? null,
    method: given.method ?? null,
    collectedAt: given.collectedAt ?? null,
    name: given.name ?? null,
    controlledBy: given.controlledBy ?? null,
  };
}

function outside(lat: number, lon: number): PlaceResult | null {
  if (lat >= UTM_SOUTH && lat <= UTM_NORTH && lon >= -180 && lon <= 180) return null;
  return problem(
    'OUTSIDE_GRID',
    `Latitude ${lat} lies outside the grid, which reaches from 80° S to 84° N.`,
    'Give a position between those parallels.',
  );
}

const LARGEST_SQUARE = 100_000;

function tooCoarse(precisionM: number): PlaceResult | null {
  if (precisionM <= LARGEST_SQUARE) return null;
  return problem(
    'TOO_COARSE',
    'Whole degrees leave more than 100 km open, larger than any grid square.',
    'Give minutes, or at least one decimal of a degree.',
  );
}

/** Digits of the smallest square that is not finer than the notation. */
function digitsFor(precisionM: number): SquareDigits {
  const fitting = ([5, 4, 3, 2, 1] as const).find((digits) => LARGEST_SQUARE / 10 ** digits >= precisionM);
  return fitting ?? 0;
}
