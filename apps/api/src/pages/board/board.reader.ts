import { Injectable } from '@nestjs/common';
import { may, type Identity } from '@mizan/access';
import { scorecard, type CaseOutcome, type ClaimedOutcome } from '@mizan/domain';
import type { Request } from 'express';
import { counting, ReviewPopulation } from '../../review/review-population';
import { caseSummary, type CaseSummary } from '../../shares/case.presenter';
import { PageFrames, type ReadingMoment } from '../page-frames';
import { outcomeOrder } from '../parts/outcome-words';
import type { BoardModel, BoardRow, OutcomeCount, Pager } from './board.model';

const rowsOnPage = 50;

/** Reads what the review board shows. */
@Injectable()
export class BoardReader {
  constructor(
    private readonly reviewed: ReviewPopulation,
    private readonly frames: PageFrames,
  ) {}

  async read(
    reader: Identity,
    { pair, moment }: ReadingMoment,
    query: Request['query'],
  ): Promise<BoardModel> {
    const { validAt } = moment;
    const population = await this.reviewed.usual();
    const seen = await this.reviewed.seen(reader, pair.asOf, population);
    const cases = seen.map(({ row }) => caseSummary(row, validAt)).reverse();
    const released = cases.filter(({ deliveredAt }) => deliveredAt !== null);
    const views = counting(seen).map(({ view }) => view);
    const only = outcomeOrder.find((outcome) => outcome === query['outcome']) ?? null;
    const listed = only ? released.filter(({ outcome }) => outcome.claimed === only) : cases;
    const pager = pagerOf(listed.length, query['page']);
    return {
      moment,
      population,
      released: released.length,
      drafts: cases.length - released.length,
      counts: countsOf(released.map(({ outcome }) => outcome)),
      metrics: may(reader, 'scorecard.read') ? scorecard(views, validAt) : null,
      rows: listed.slice((pager.page - 1) * rowsOnPage, pager.page * rowsOnPage).map(rowOf),
      zones: this.frames.zones,
      pager,
      only,
    };
  }
}

/** Every outcome that there is, also those that no case has. */
export function countsOf(outcomes: readonly CaseOutcome[]): OutcomeCount[] {
  const count = (test: (outcome: CaseOutcome) => boolean) => outcomes.filter(test).length;
  return outcomeOrder.map((outcome: ClaimedOutcome) => ({
    outcome,
    claimed: count(({ claimed }) => claimed === outcome),
    contested: count(({ claimed, contested }) => claimed === outcome && contested),
    found: count(({ found }) => found === outcome),
  }));
}

/** A page that does not exist is the nearest one that does. */
export function pagerOf(total: number, asked: unknown): Pager {
  const pages = Math.max(1, Math.ceil(total / rowsOnPage));
  const wanted = typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Number(asked) : 1;
  return { total, pages, page: Math.min(Math.max(wanted, 1), pages) };
}

function rowOf({ deadline, ...summary }: CaseSummary): BoardRow {
  return { ...summary, due: deadline?.due ?? null };
}
