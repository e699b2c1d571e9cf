import { parsePlace, type PlaceInput, type PlaceProblem } from '@mizan/geo';

/** Why this cannot be read as a place; null when it can. */
export function placeProblem(value: unknown): PlaceProblem | null {
  if (typeof value !== 'object' || value === null) return null;
  const result = parsePlace(value as PlaceInput);
  return 'problem' in result ? result.problem : null;
}
