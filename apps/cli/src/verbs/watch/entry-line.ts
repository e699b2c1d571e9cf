import type { CaseSummary } from '@mizan/api-client';
import { outcomeWords, second } from '../../output/words';

/** The parts of an entry that people are shown; programs get it whole. */
export interface WatchedEntry {
  readonly position: string;
  readonly type: string;
  readonly recordedAt: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly cases: readonly Pick<CaseSummary, 'reference' | 'state' | 'overlays' | 'outcome'>[];
}

/** Columns of a table whose end nobody knows: wide enough for what usually stands in them. */
const widths = { position: 8, type: 22, state: 26 };

/** An entry in one line; one about no case that the reader sees names its own subject. */
export function entryLine({ position, type, recordedAt, subject, cases }: WatchedEntry): string {
  const told = cases.map(({ reference, state, overlays, outcome }) =>
    [reference, [state, ...overlays].join(' + ').padEnd(widths.state), outcomeWords(outcome)].join('  '),
  );
  return [
    position.padStart(widths.position),
    second(recordedAt),
    type.padEnd(widths.type),
    told.length > 0 ? told.join('; ') : `${subject.kind} ${subject.id}`,
  ].join('  ');
}
