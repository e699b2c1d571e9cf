import { parsePlace, PLACE_FORMATS, type PlaceFormat, type PlaceInput, type PlaceProblem } from '@mizan/geo';

/** A place's problem, and the field of the input that it is about. */
export interface PlacedProblem extends PlaceProblem {
  readonly field: keyof PlaceInput;
}

/**
 * Why this cannot be read as a place; null when it can. Fields of a wrong type are left aside: each has its own
 * complaint, and the position is judged without them.
 */
export function placeProblem(value: unknown): PlacedProblem | null {
  const { input, datum, radiusM, format } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof input !== 'string') return null;
  const result = parsePlace({
    input,
    ...(typeof datum === 'string' ? { datum } : {}),
    ...(typeof radiusM === 'number' ? { radiusM } : {}),
    ...(isFormat(format) ? { format } : {}),
  });
  return 'problem' in result ? { ...result.problem, field: fieldOf(result.problem) } : null;
}

function isFormat(value: unknown): value is PlaceFormat {
  return PLACE_FORMATS.some((format) => format === value);
}

function fieldOf({ code }: PlaceProblem): keyof PlaceInput {
  if (code.startsWith('DATUM_')) return 'datum';
  if (code.startsWith('RADIUS_')) return 'radiusM';
  return code.startsWith('FORMAT_') ? 'format' : 'input';
}
