import type { CaseSummary } from '@mizan/api-client';
import { table } from '../output/table';
import { minute, outcomeWords } from '../output/words';

/** The board, one case a line. */
export function caseTable(cases: readonly CaseSummary[]): string {
  return table<CaseSummary>(
    [
      { title: 'REFERENCE', value: ({ reference }) => reference },
      { title: 'FROM', value: ({ sharer }) => sharer },
      { title: 'TO', value: ({ recipient }) => recipient },
      { title: 'KIND', value: ({ kind }) => kind },
      { title: 'ASKED', value: ({ requestedAction }) => requestedAction },
      { title: 'STATE', value: ({ state, overlays }) => [state, ...overlays].join(' + ') },
      { title: 'DUE', value: ({ deadline }) => minute(deadline?.due) },
      { title: 'OUTCOME (CLAIMED)', value: ({ outcome }) => outcomeWords(outcome) },
    ],
    cases,
  );
}
