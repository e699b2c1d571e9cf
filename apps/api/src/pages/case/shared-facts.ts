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
export function caseFacts(view: { grade: Grade; marking: Marking | null; hold: CaseView['hold'] }): Fact[] {
  const { grade, marking, hold } = view;
  const note = marking?.permissibleUse ? { note: codeWords(marking.permissibleUse.toLowerCase()) } : {};
  return [
    { label: 'Grade', value: gradeOf(grade), note: grade.scheme },
    { label: 'Marking', value: marking?.tlp ?? 'TLP:RED', ...(marking ? note : { note: 'unmarked' }) },
    ...(marking && marking.handling.length > 0
      ? [{ label: 'Handling', value: marking.handling.join(', ') }]
      : []),
    ...(hold ? [{ label: 'Hold undertaking until', value: utcTime(hold.until) }] : []),
    ...(hold && hold.reserved.length > 0 ? [{ label: 'Reserved', value: hold.reserved.join('; ') }] : []),
  ];
}

function gradeOf({ reliability, credibility, value }: Grade): string {
  return value ?? `${reliability ?? '–'}${credibility ?? ''}`;
}
