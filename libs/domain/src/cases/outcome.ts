export type ClaimedOutcome =
  | 'withdrawn'
  | 'inadmissible'
  | 'returned'
  | 'acted-and-struck'
  | 'struck-instead'
  | 'acted-in-time'
  | 'reported-late'
  | 'acted-late'
  | 'declined'
  | 'not-acted'
  | 'open';

/** `claimed` from what either side asserts, `contested` when the other side disputes it, `found` from findings and rulings. */
export interface CaseOutcome {
  readonly claimed: ClaimedOutcome;
  readonly contested: boolean;
  readonly found: ClaimedOutcome | null;
}
