import type { Place } from './place';
import { squareOf } from './read-mgrs';
import { cornerOf, mgrsOf, sideOf, truncated, written, type Square } from './square';
import { fromGrid, type GridPoint } from './utm';

const DIGITS = { 10_000: 1, 100_000: 0 } as const;

/**
 * The grid square of 10 or 100 km that holds the place, for readers outside need-to-know. Always the same square
 * for the same place: truncation, no jitter, so asking often reveals nothing. Everything said about the place
 * goes: words, name, radius and method can be finer than the square, and who holds it can halve a square that
 * straddles a line. A place already coarser than that keeps its square. Coarsening again changes nothing.
 * @throws RangeError when neither `mgrs` nor the degrees name a square, which parsePlace never answers
 */
export function coarsen(place: Place, squareM: keyof typeof DIGITS): Place {
  const { square, corner } = coarseSquare(place, DIGITS[squareM]);
  const mgrs = written(square);
  return {
    verbatim: mgrs,
    format: 'MGRS',
    datum: 'WGS84',
    ...fromGrid(corner),
    precisionM: sideOf(square),
    radiusM: null,
    mgrs,
    method: null,
    collectedAt: null,
    name: null,
    controlledBy: null,
  };
}

interface Placed {
  readonly square: Square;
  readonly corner: GridPoint;
}

/** From the reference; from the degrees where a foreign ledger brought a reference that names nothing. */
function coarseSquare(place: Place, digits: 0 | 1): Placed {
  const found = named(place.mgrs, digits) ?? named(mgrsOf(place.lat, place.lon, digits), digits);
  if (found === null) throw new RangeError(`${place.mgrs} names no square`);
  return found;
}

function named(mgrs: string, digits: 0 | 1): Placed | null {
  const found = squareOf(mgrs);
  if (found === null) return null;
  const square = truncated(found, digits);
  const corner = cornerOf(square);
  return corner === null ? null : { square, corner };
}
