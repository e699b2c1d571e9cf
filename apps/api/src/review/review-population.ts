import { Injectable } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import { CaseQueries, LedgerQueries, type CaseRow } from '@mizan/read-models';
import { seenBy, type SeenCase } from '../shares/case-access';

/** Exercise cases and real ones never stand in one number. */
export type Population = 'exercise' | 'real';

/** The cases that a reader's review is about. */
@Injectable()
export class ReviewPopulation {
  constructor(
    private readonly cases: CaseQueries,
    private readonly ledger: LedgerQueries,
  ) {}

  /** What a ledger is about when nobody says. */
  async usual(): Promise<Population> {
    return (await this.ledger.isExercise()) ? 'exercise' : 'real';
  }

  /** Every case of the population that the reader may see at all, as known at `asOf`, in the order of drafting. */
  async seen(reader: Identity, asOf: bigint | null, population: Population): Promise<SeenCase[]> {
    const rows = await this.cases.all(asOf);
    return rows
      .filter(({ view }) => view.exercise === (population === 'exercise'))
      .flatMap((row) => seenBy(reader, row) ?? []);
  }
}

/** The cases that count in review numbers: those seen in full. */
export function counting(seen: readonly SeenCase[]): CaseRow[] {
  return seen.filter(({ sight }) => sight === 'full').map(({ row }) => row);
}
