/** What an import came to: read = imported + alreadyPresent + rejected. `flagged` counts odd rows that are on record. */
export interface ImportReport {
  readonly read: number;
  readonly imported: number;
  readonly alreadyPresent: number;
  readonly flagged: number;
  readonly rejected: readonly RejectedRow[];
}

/** `line` counts from 1, the header included. */
export interface RejectedRow {
  readonly line: number;
  readonly reason: string;
}

export type RowResult =
  | { readonly kind: 'imported' | 'present'; readonly flagged: boolean }
  | ({ readonly kind: 'rejected' } & RejectedRow);

export function reportOf(results: readonly RowResult[]): ImportReport {
  const count = (kind: RowResult['kind']) => results.filter((result) => result.kind === kind).length;
  return {
    read: results.length,
    imported: count('imported'),
    alreadyPresent: count('present'),
    flagged: results.filter((result) => result.kind !== 'rejected' && result.flagged).length,
    rejected: results
      .filter((result) => result.kind === 'rejected')
      .map(({ line, reason }) => ({ line, reason }))
      .sort((a, b) => a.line - b.line),
  };
}
