export { coarsen } from './coarsen';
export { DATUM_NAMES, type Datum } from './datum';
export { parsePlace } from './parse-place';
export {
  PLACE_FORMATS,
  type Place,
  type PlaceFormat,
  type PlaceInput,
  type PlaceProblem,
  type PlaceResult,
} from './place';
export { mgrsOf, type SquareDigits } from './square';
