/** The file is no ledger export, or only a part of one: the line, counted from 1, and what is wrong with it. */
export class LedgerFileProblem extends Error {
  override readonly name = 'LedgerFileProblem';
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`Line ${line}: ${reason}.`);
  }
}
