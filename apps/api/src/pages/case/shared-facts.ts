import type { CaseView, Grade, Marking, PlaceFact } from '@mizan/domain';
import { codeWords } from '../parts/words';
import { utcTime } from '../times';
import type { Fact } from './case.model';

type Hold = NonNullable<CaseView['hold']>;

/** A place as somebody gave it, or the square that stands for it outside need-to-know. */
export function placeFacts(place: PlaceFact, full: boolean): Fact[] {
  if (!full) return [{ label: 'Place', value: place.mgrs, note: 'only the square, outside need-to-know' }];
  const radius = place.radiusM === null ? {} : { note: radiusOf(place).join() };
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

/** What there is beside the place. */
type Beside = Pick<CaseView, 'place' | 'grade' | 'marking' | 'hold'>;

/** Grade, marking and hold. */
export function caseFacts({ place, grade, marking, hold }: Beside, full: boolean): Fact[] {
  const handling = marking?.handling ?? [];
  return [
    gradeFact(grade),
    markingFact(marking),
    ...(handling.length > 0 ? [{ label: 'Handling', value: handling.join(', ') }] : []),
    ...(hold ? holdFacts(hold, place, full) : []),
  ];
}

/** The area only where it is not the case's place. */
function holdFacts({ area, until, reserved }: Hold, place: PlaceFact, full: boolean): Fact[] {
  const elsewhere = area.mgrs !== place.mgrs || area.radiusM !== place.radiusM;
  const note = [...(full ? [`MGRS ${area.mgrs}`, ...radiusOf(area)] : []), 'not the place above'].join(', ');
  return [
    { label: 'Hold undertaking until', value: utcTime(until) },
    ...(elsewhere ? [{ label: 'Hold covers', value: area.verbatim, note }] : []),
    ...(reserved.length > 0 ? [{ label: 'Reserved', value: reserved.join('; ') }] : []),
  ];
}

function radiusOf({ radiusM }: PlaceFact): string[] {
  return radiusM === null ? [] : [`uncertainty radius ${radiusM} m`];
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
