import type { Grade, Hold, Marking, Place } from '@mizan/api-client';
import { second } from '../../output/words';

/** Unmarked means red. */
export function markingWords(marking: Marking | null): string {
  if (marking === null) return 'TLP:RED (unmarked)';
  const { tlp, permissibleUse, handling } = marking;
  return [tlp, ...(permissibleUse ? [permissibleUse] : []), ...handling].join(', ');
}

/** Letter and number stand side by side and are never averaged. */
export function gradeWords({ scheme, reliability, credibility, value }: Grade): string {
  return `${value ?? `${reliability ?? '–'}${credibility ?? ''}`} (${scheme})`;
}

/** As it was given, then the square; outside need-to-know the square is all there is. */
export function placeWords({ verbatim, mgrs, precisionM, radiusM, name }: Place): string {
  const square = `${verbatim === mgrs ? '' : `MGRS ${mgrs}, `}${String(precisionM)} m`;
  const radius = radiusM === null ? '' : `, radius ${String(radiusM)} m`;
  return `${verbatim} (${square}${radius})${name === null ? '' : `, ${name}`}`;
}

export function holdWords({ area, until, reserved }: Hold): string {
  const except = reserved.length > 0 ? `; reserved: ${reserved.join('; ')}` : '';
  return `until ${second(until)} over ${placeWords(area)}${except}`;
}
