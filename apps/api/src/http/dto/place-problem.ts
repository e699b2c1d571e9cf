import {
  parsePlace,
  PLACE_FORMATS,
  type PlaceFormat,
  type PlaceInput,
  type PlaceProblem,
  type PlaceResult,
} from '@mizan/geo';

/** A place's problem, and the field of the input that it is about. */
export interface PlacedProblem extends PlaceProblem {
  readonly field: keyof PlaceInput;
}

const read = new WeakMap<object, PlaceResult>();

/**
 * The position that these fields say, read once for each object: to check it, and to go on with it. Fields of a wrong
 * type are left aside: each has its own complaint. Null where there is no text to read.
 */
export function readPosition(value: unknown): PlaceResult | null {
  const { input, datum, radiusM, format } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof value !== 'object' || value === null || typeof input !== 'string') return null;
  const known = read.get(value);
  if (known) return known;
  const result = parsePlace({
    input,
    ...(typeof datum === 'string' ? { datum } : {}),
    ...(typeof radiusM === 'number' ? { radiusM } : {}),
    ...(isFormat(format) ? { format } : {}),
  });
  read.set(value, result);
  return result;
}

/** Why this cannot be read as a place; null when it can. */
export function placeProblem(value: unknown): PlacedProblem | null {
  const result = readPosition(value);
  return result && 'problem' in result ? { ...result.problem, field: fieldOf(result.problem) } : null;
}

function isFormat(value: unknown): value is PlaceFormat {
  return PLACE_FORMATS.some((format) => format === value);
}

function fieldOf({ code }: PlaceProblem): keyof PlaceInput {
  if (code.startsWith('DATUM_')) return 'datum';
  if (code.startsWith('RADIUS_')) return 'radiusM';
  return code.startsWith('FORMAT_') ? 'format' : 'input';
}
