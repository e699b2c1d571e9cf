import { problem, type PlaceProblem } from './place';

/** What an angle is written with: a hemisphere letter, or a number and the sign behind it. */
export type Part =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'number'; readonly digits: string; readonly mark: string | null };

export interface Angle {
  readonly axis: 'lat' | 'lon' | null;
  readonly degrees: number;
  /** 1 degrees, 2 with minutes, 3 with seconds. */
  readonly parts: number;
  /** Decimals of the last part. */
  readonly decimals: number;
}

type AngleResult = { readonly angle: Angle } | { readonly problem: PlaceProblem };
type NumberPart = Extract<Part, { readonly kind: 'number' }>;

/** Signs that may follow degrees, minutes and seconds; hyphen and colon only separate. */
const MARKS: readonly RegExp[] = [/^[°:-]$/, /^[':-]$/, /^["]$/];

/** One angle from its parts, hemisphere before or after. */
export function angleOf(parts: readonly Part[]): AngleResult {
  const numbers = parts.filter((part): part is NumberPart => part.kind === 'number');
  const letter = hemisphereOf(parts);
  if (letter === undefined || !wellWritten(numbers)) return unclear();
  const minus = numbers[0]?.digits.startsWith('-') === true;
  if (letter !== null && minus) return contradiction(letter);
  const values = numbers.map(({ digits }) => Math.abs(Number(digits)));
  if (values.slice(1).some((value) => value >= 60)) return tooLarge();
  const size = values.reduce((sum, value, i) => sum + value / 60 ** i, 0);
  const negative = size > 0 && (minus || letter === 'S' || letter === 'W');
  const decimals = numbers.at(-1)?.digits.split('.')[1]?.length ?? 0;
  return {
    angle: { axis: axisOf(letter), degrees: negative ? -size : size, parts: values.length, decimals },
  };
}

/** The one letter before or behind the numbers; null without, undefined where it stands between or twice. */
function hemisphereOf(parts: readonly Part[]): string | null | undefined {
  const [first, last] = [parts[0], parts.at(-1)];
  const count = parts.filter((part) => part.kind === 'letter').length;
  if (count === 0) return null;
  if (count > 1) return undefined;
  if (first?.kind === 'letter') return first.letter;
  return last?.kind === 'letter' ? last.letter : undefined;
}

function axisOf(letter: string | null): Angle['axis'] {
  if (letter === null) return null;
  return letter === 'N' || letter === 'S' ? 'lat' : 'lon';
}

/** One to three numbers, each with its own sign or none, a fraction only in the last, a minus only in the first. */
function wellWritten(numbers: readonly NumberPart[]): boolean {
  if (numbers.length < 1 || numbers.length > 3) return false;
  return numbers.every(({ digits, mark }, i) => {
    const last = i === numbers.length - 1;
    const separates = mark === '-' || mark === ':';
    if (mark !== null && (MARKS[i]?.test(mark) !== true || (separates && last))) return false;
    return (last || !digits.includes('.')) && (i === 0 || /^\d{1,2}(\.|$)/.test(digits));
  });
}

function unclear(): AngleResult {
  return problem(
    'NOT_A_PLACE',
    'An angle is not written as degrees, degrees and minutes, or degrees, minutes and seconds.',
    'Write both angles alike, such as 34°25\'35"N 70°27\'05"E.',
  );
}

function contradiction(letter: string): AngleResult {
  return problem(
    'SIGN_AND_HEMISPHERE',
    `An angle has both a minus and the letter ${letter}.`,
    'Use the minus or the letter, not both.',
  );
}

function tooLarge(): AngleResult {
  return problem(
    'MINUTES_OVER_59',
    'Minutes and seconds end below 60.',
    'Check the digits; decimal degrees are written with a point and without minutes.',
  );
}
