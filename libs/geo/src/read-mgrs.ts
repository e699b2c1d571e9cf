import { problem, type FixResult } from './place';
import { cornerOf, sideOf, written, type Square } from './square';
import { fromGrid } from './utm';

const LABEL = /^(MGRS|UTMREF|GRID)\s*:?\s*/;
const WITH_ZONE = /^\d{1,2}\s?[A-Z]?[\s-]?[A-Z]{2}[\s-]?[\d\s-]*$/;
/** With its band or without; not the name of an axis before degrees. */
const WITHOUT_ZONE = /^(?!LAT|LO?NG?)([A-Z][\s-]?)?[A-Z]{2}[\s-]?\d[\d\s-]*$/;
const PARTS = /^(\d{1,2})\s?([A-Z])[\s-]?([A-Z])([A-Z])([\d\s-]*)$/;
const EXAMPLE = 'Write zone, band, square and an even number of digits, such as 42S UC 12345 67890.';

/** True when the (plain) text has the form of a grid reference, complete or not. */
export function looksLikeMgrs(text: string): boolean {
  const body = text.replace(LABEL, '');
  return WITH_ZONE.test(body) || WITHOUT_ZONE.test(body);
}

/** Reads a (plain) grid reference; digits that are not there mean a larger square. */
export function readMgrs(text: string): FixResult {
  const [, zone, band, column, row, rest = ''] = PARTS.exec(text.replace(LABEL, '')) ?? [];
  if (zone === undefined || band === undefined || column === undefined || row === undefined) {
    return zoneMissing(text);
  }
  const wrong = wrongZone(Number(zone), band) ?? wrongDigits(rest);
  if (wrong !== null) return wrong;
  const digits = rest.replace(/\D/g, '');
  const half = digits.length / 2;
  const [east, north] = [digits.slice(0, half), digits.slice(half)];
  return fixOf({ zone: Number(zone), band, column, row, east, north });
}

/** The parts of a reference written without spaces; null when it is none. */
export function squareOf(mgrs: string): Square | null {
  const found = /^(\d\d)([C-X])([A-Z])([A-Z])(\d*)$/.exec(mgrs);
  if (found === null) return null;
  const [, zone = '', band = '', column = '', row = '', digits = ''] = found;
  const half = digits.length / 2;
  return { zone: Number(zone), band, column, row, east: digits.slice(0, half), north: digits.slice(half) };
}

function fixOf(square: Square): FixResult {
  const corner = cornerOf(square);
  if (corner === null) {
    return problem(
      'MGRS_SQUARE_UNKNOWN',
      `Zone ${square.zone}${square.band} has no square ${square.column}${square.row} at these digits.`,
      'Check the zone, the band and the two letters against the map; the letters I and O are never used.',
    );
  }
  return {
    fix: { format: 'MGRS', ...fromGrid(corner), precisionM: sideOf(square), mgrs: written(square) },
  };
}

function zoneMissing(text: string): FixResult {
  if (/^[ABYZ]\s?[A-Z]{2}/.test(text)) return polar(text);
  return problem(
    'GRID_ZONE_MISSING',
    'The reference does not say its grid zone, so the same letters and digits stand in many places.',
    `Put the zone and band in front. ${EXAMPLE}`,
  );
}

function wrongZone(zone: number, band: string): FixResult | null {
  if (/[ABYZ]/.test(band)) return polar(band);
  if (zone >= 1 && zone <= 60 && !/[IO]/.test(band)) return null;
  return problem(
    'GRID_ZONE_UNKNOWN',
    `There is no grid zone ${zone}${band}: zones run from 1 to 60, bands from C to X without I and O.`,
    'Check the zone and band printed in the margin of the map.',
  );
}

function polar(shown: string): FixResult {
  return problem(
    'OUTSIDE_GRID',
    `${shown} belongs to the polar grid, which begins south of 80° S and north of 84° N.`,
    'Give the position as latitude and longitude between those parallels.',
  );
}

function wrongDigits(rest: string): FixResult | null {
  const groups = rest.split(/[\s-]+/).filter((group) => group !== '');
  const count = groups.join('').length;
  if (count % 2 === 1) {
    return problem('MGRS_ODD_DIGITS', `${count} digits cannot be halved into easting and northing.`, EXAMPLE);
  }
  if (count > 10) {
    return problem('MGRS_TOO_MANY_DIGITS', `${count} digits: ten name a square of 1 m already.`, EXAMPLE);
  }
  const [east = '', north = ''] = groups;
  if (groups.length < 2 || (groups.length === 2 && east.length === north.length)) return null;
  return problem(
    'MGRS_UNEVEN_DIGITS',
    `The digits stand in groups of ${groups.map((group) => group.length).join(', ')}: which part is the easting?`,
    EXAMPLE,
  );
}
