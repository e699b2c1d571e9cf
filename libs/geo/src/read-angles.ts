import { angleOf, type Angle, type Part } from './angle';
import { problem, type FixResult, type PlaceFormat } from './place';

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/(LATITUDE|LONGITUDE|LAT|LONG|LON|LNG)\.?\s*[:=]?/g, ' '],
  [/NORTH/g, 'N'],
  [/SOUTH/g, 'S'],
  [/EAST/g, 'E'],
  [/WEST/g, 'W'],
  [/DEG(REES?|\.)?/g, '°'],
  [/MIN(UTES?|\.)?/g, "'"],
  [/SEC(ONDS?|\.)?/g, '"'],
];
const LONGITUDE_FIRST = /LO?NG?.*LAT/;
/** Decimal commas: two numbers with one comma each and something else between them. */
const DECIMAL_COMMAS =
  /^([NSEW]?\s?[+-]?\d+),(\d+°?\s?[NSEW]?)\s*[;/\s]\s*([NSEW]?\s?[+-]?\d+),(\d+°?\s?[NSEW]?)$/;
/** Digits without any separator, as signals are sent: ddmmN dddmmE or ddmmssN dddmmssE. */
const PACKED = /(?<![\d.])(\d{2,3})(\d{2})(\d{2})?(\.\d+)?(?![\d.])/g;
const TOKEN = /([NSEW])|([+-]?\d+(?:\.\d+)?)(?:\s?([°'":])|(-)(?=\d))?|([,;/])/y;
const FORMATS: readonly PlaceFormat[] = ['DD', 'DDM', 'DMS'];
const EXAMPLE = 'Write latitude then longitude, such as 34.4265 N 70.4515 E or 34°25\'35"N 70°27\'05"E.';

/** What one degree of latitude, one minute, one second spans in metres: the nautical mile is the minute. */
const SPAN: readonly number[] = [111_120, 1852, 1852 / 60];

/** Reads (plain) degrees, with minutes and seconds where given. The count of numbers tells the notation. */
export function readAngles(text: string): FixResult {
  const groups = groupsOf(text);
  if (groups === null) return unreadable();
  const [one, two] = LONGITUDE_FIRST.test(text) ? [groups[1], groups[0]] : groups;
  const [first, second] = [angleOf(one), angleOf(two)];
  if ('problem' in first) return first;
  if ('problem' in second) return second;
  if (first.angle.parts !== second.angle.parts) return unreadable();
  return fixOf(first.angle, second.angle);
}

function fixOf(first: Angle, second: Angle): FixResult {
  const lonFirst = first.axis === 'lon';
  const [lat, lon] = lonFirst ? [second, first] : [first, second];
  if (lat.axis === 'lon' || lon.axis === 'lat') return unreadable();
  if (Math.abs(lat.degrees) > 90 || Math.abs(lon.degrees) > 180) {
    return problem(
      'OUTSIDE_WORLD',
      `Latitude ${lat.degrees}, longitude ${lon.degrees} is not on the earth (at most 90 and 180).`,
      'Check the digits and the order: latitude first, unless the letters N, S, E, W say otherwise.',
    );
  }
  const format = FORMATS[first.parts - 1] ?? 'DD';
  const decimals = Math.min(lat.decimals, lon.decimals);
  const precisionM = (SPAN[first.parts - 1] ?? 0) / 10 ** decimals;
  return { fix: { format, lat: lat.degrees, lon: lon.degrees, precisionM, mgrs: null } };
}

/** The tokens of the two angles; null where the text holds anything else than two angles. */
function groupsOf(text: string): readonly [readonly Part[], readonly Part[]] | null {
  const tokens = tokensOf(unpacked(text));
  if (tokens === null) return null;
  const cuts = tokens.flatMap((token, i) => (token.kind === 'cut' ? [i] : []));
  const letters = tokens.filter((token) => token.kind === 'letter').length;
  const parts = tokens.filter((token) => token.kind !== 'cut');
  if (cuts.length > 1 || (letters !== 0 && letters !== 2) || parts.length % 2 === 1) return null;
  const half = parts.length / 2;
  if (cuts[0] !== undefined && cuts[0] !== half) return null;
  return [parts.slice(0, half), parts.slice(half)];
}

function unpacked(text: string): string {
  const worded = WORDS.reduce((done, [word, sign]) => done.replace(word, sign), text).trim();
  const pointed = worded.replace(DECIMAL_COMMAS, '$1.$2 $3.$4');
  if (!/[NSEW]/.test(pointed)) return pointed;
  return pointed.replace(PACKED, (_whole, ...found: (string | undefined)[]) => {
    const [degrees, minutes, seconds, fraction] = found;
    return [degrees, minutes, seconds].filter((part) => part !== undefined).join(' ') + (fraction ?? '');
  });
}

function tokensOf(text: string): readonly (Part | { readonly kind: 'cut' })[] | null {
  const tokens: (Part | { readonly kind: 'cut' })[] = [];
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const [, letter, digits, sign, hyphen, cut] = TOKEN.exec(text) ?? [];
    if (letter !== undefined) tokens.push({ kind: 'letter', letter });
    else if (digits !== undefined) tokens.push({ kind: 'number', digits, mark: sign ?? hyphen ?? null });
    else if (cut !== undefined) tokens.push({ kind: 'cut' });
    else return null;
    while (text.charAt(TOKEN.lastIndex) === ' ') TOKEN.lastIndex += 1;
  }
  return tokens;
}

function unreadable(): FixResult {
  return problem('NOT_A_PLACE', 'This does not read as one position.', EXAMPLE);
}
