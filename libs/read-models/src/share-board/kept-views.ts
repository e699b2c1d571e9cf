import type { VersionRow } from './share-board.tables';

/** Revisions from one kept view of a case to the next. */
const interval = 16n;

/** What stands in place of a view that is folded from the case's or the strike's events. */
export const folded = '';

/** A past version keeps its view when its case has grown long since the last one kept, so that no fold is longer. */
export function keepsCaseView({ revision }: Pick<VersionRow, 'revision'>): boolean {
  return (revision + 1n) % interval === 0n;
}

/** Whether a view may have been kept at this version or before. */
export function mayHaveKeptView({ revision }: Pick<VersionRow, 'revision'>): boolean {
  return revision + 1n >= interval;
}

/** Strikes have few events. */
export function keepsStrikeView(): boolean {
  return false;
}
