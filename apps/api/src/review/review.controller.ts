import { Controller, Get, Query } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import { overdueCases, scorecard, type Metric } from '@mizan/domain';
import type { CaseRow } from '@mizan/read-models';
import { AsOf, type AsOfPair } from '../http/read';
import { Caller, May } from '../identity';
import { caseSummary, type CaseSummary } from '../shares/case.presenter';
import { counting, ReviewPopulation, type Population } from './review-population';
import { ReviewQueryDto } from './review-query.dto';
import { Describe, Section } from '../openapi';
import { overdueAnswer, scorecardAnswer } from './review.answers';

interface ReviewAnswer {
  readonly asOf: string | null;
  readonly validAt: string;
  readonly population: Population;
}

/** `overdueMs`: milliseconds since the deadline, without suspensions. */
interface OverdueCase extends CaseSummary {
  readonly overdueMs: number;
}

/** What review meetings look at: numbers and lists over the cases that the reader sees in full. */
@Controller('v1/review')
@Section({
  name: 'Review',
  about: 'What review meetings look at, over the cases that the reader sees in full.',
})
export class ReviewController {
  constructor(private readonly reviewed: ReviewPopulation) {}

  /** The review numbers, each as n of N. */
  @Get('scorecard')
  @May('scorecard.read')
  @Describe({ id: 'scorecard', summary: 'The review numbers, each as n of N', answer: scorecardAnswer })
  async scorecard(
    @Caller() caller: Identity,
    @AsOf() pair: AsOfPair,
    @Query() query: ReviewQueryDto,
  ): Promise<ReviewAnswer & { metrics: Readonly<Record<string, Metric>> }> {
    const { answer, rows } = await this.review(caller, pair, query);
    const views = rows.map(({ view }) => view);
    return { ...answer, metrics: scorecard(views, pair.validAt) };
  }

  /** Cases whose deadline has passed without an answer, the longest overdue first. */
  @Get('overdue')
  @May('scorecard.read')
  @Describe({
    id: 'overdueCases',
    summary: 'Cases whose deadline has passed without an answer, the longest overdue first',
    answer: overdueAnswer,
  })
  async overdue(
    @Caller() caller: Identity,
    @AsOf() pair: AsOfPair,
    @Query() query: ReviewQueryDto,
  ): Promise<ReviewAnswer & { items: OverdueCase[] }> {
    const { answer, rows } = await this.review(caller, pair, query);
    return { ...answer, items: overdueOf(rows, pair.validAt) };
  }

  private async review(caller: Identity, { asOf, asOfLabel, validAt }: AsOfPair, query: ReviewQueryDto) {
    const population = query.population ?? (await this.reviewed.usual());
    const rows = counting(await this.reviewed.seen(caller, asOf, population));
    const answer: ReviewAnswer = { asOf: asOfLabel, validAt, population };
    return { answer, rows };
  }
}

function overdueOf(rows: readonly CaseRow[], validAt: string): OverdueCase[] {
  const rowOf = new Map(rows.map((row) => [row.view.id, row]));
  const views = rows.map(({ view }) => view);
  return overdueCases(views, validAt)
    .toSorted((a, b) => b.overdueMs - a.overdueMs)
    .flatMap(({ view, overdueMs }) => {
      const row = rowOf.get(view.id);
      return row ? [{ ...caseSummary(row, validAt), overdueMs }] : [];
    });
}
