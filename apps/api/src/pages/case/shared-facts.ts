import type { CaseView, Grade, Marking, PlaceFact } from '@mizan/domain';
import { codeWords } from '../parts/words';
import { utcTime } from '../times';
import type { Fact } from './case.model';

/** A place as somebody gave it, or the square that stands for it outside need-to-know. */
export function placeFacts(place: PlaceFact, full: boolean): Fact[] {
  if (!full) return [{ label: 'Place', value: place.mgrs, note: 'only the square, outside need-to-know' }];
  const radius = place.radiusM === null ? {} : { note: `uncertainty radius ${place.radiusM} m` };
  const named = place.name === null ? [] : [{ label: 'Name', value: place.name }];
  const held =
    place.controlledBy === null
      ? []
      : [{ label: 'Controlled by', value: place.controlledBy, note: 'asserted' }];
  return [
    { label: 'Place as given', value: place.verbatim, note: `${place.format}, ${place.datum}` },
    { label: 'MGRS', value: place.mgrs, note: 'a square, named by its south-west corner' },
    { label: 'Precision', value: `${place.precisionM} m`, ...radius },
    ...named,
    ...held,
  ];
}

/** Grade, marking and hold. */
export function caseFacts({ grade, marking, hold }: Pick<CaseView, 'grade' | 'marking' | 'hold'>): Fact[] {
  const handling = marking?.handling ?? [];
  return [
    gradeFact(grade),
    markingFact(marking),
    ...(handling.length > 0 ? [{ label: 'Handling', value: handling.join(', ') }] : []),
    ...(hold ? [{ label: 'Hold undertaking until', value: utcTime(hold.until) }] : []),
    ...(hold && hold.reserved.length > 0 ? [{ label: 'Reserved', value: hold.reserved.join('; ') }] : []),
  ];
}

/** Letter and number stand side by side and are never averaged. */
export function gradeFact({ scheme, reliability, credibility, value }: Grade): Fact {
  return { label: 'Grade', value: value ?? `${reliability ?? '–'}${credibility ?? ''}`, note: scheme };
}

/** Unmarked means red. */
export function markingFact(marking: Marking | null): Fact {
  if (marking === null) return { label: 'Marking', value: 'TLP:RED', note: 'unmarked' };
  const use = marking.permissibleUse;
  return { label: 'Marking', value: marking.tlp, ...(use ? { note: codeWords(use.toLowerCase()) } : {}) };
}
