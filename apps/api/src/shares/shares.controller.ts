import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { Identity } from '@mizan/access';
import { upTo } from '@mizan/domain';
import type { CaseRow } from '@mizan/read-models';
import { AsOf, type AsOfPair } from '../http/read';
import { Asked, Step, type RecordRequest, type StepRequest } from '../http/step';
import { answerWrite } from '../http/write';
import { Caller, May } from '../identity';
import { CaseAccess } from './case-access';
import { CaseBoard } from './case-board';
import { CaseDetails } from './case-details';
import { CaseReplay } from './case-replay';
import { caseSummary } from './case.presenter';
import { DraftShareDto } from './draft.dto';
import { Drafts } from './drafts';
import { listingOf, ShareListDto } from './list.dto';
import { Describe, Section } from '../openapi';
import { caseAnswer, casePage, draftAnswer, replayAnswer } from './case.answers';
import { SHARES } from './shares.section';

@Controller('v1/shares')
@Section(SHARES)
export class SharesController {
  constructor(
    private readonly drafts: Drafts,
    private readonly board: CaseBoard,
  ) {}

  @Post()
  @May('share.draft')
  @Describe({
    id: 'draftShare',
    summary: 'Draft a share',
    detail: 'A draft binds nobody and is seen by its own side alone. A second pair of eyes releases it.',
    answer: draftAnswer,
    headers: ['Location'],
    problems: ['RECIPIENT_UNKNOWN', 'DEADLINE_PAST'],
  })
  async draft(@Step() { caller, write, response }: StepRequest, @Body() dto: DraftShareDto) {
    const { id, reference, outcome } = await this.drafts.open(caller, dto, write);
    response.setHeader('Location', `/v1/shares/${id}`);
    return { id, reference, ...answerWrite(response, outcome) };
  }

  @Get()
  @May('board.read')
  @Describe({
    id: 'listShares',
    summary: 'List cases',
    detail:
      'What the reader may not see is passed over: a page can hold fewer cases than its limit and still have a next one.',
    answer: casePage,
  })
  async list(@Caller() caller: Identity, @AsOf() pair: AsOfPair, @Query() query: ShareListDto) {
    const { state } = query;
    const inState = ({ view }: CaseRow) => state === undefined || upTo(view, pair.validAt).state === state;
    const { seen, next } = await this.board.page(caller, listingOf(query, pair), inState);
    const items = seen.map(({ row }) => caseSummary(row, pair.validAt));
    return { asOf: pair.asOfLabel, validAt: pair.validAt, items, next };
  }
}

/** One case: as it is shown, and as it came to be. */
@Controller('v1/shares/:id')
@Section(SHARES)
export class ShareController {
  constructor(
    private readonly access: CaseAccess,
    private readonly details: CaseDetails,
    private readonly replays: CaseReplay,
  ) {}

  @Get()
  @May('board.read')
  @Describe({
    id: 'showShare',
    summary: 'Show a case',
    answer: caseAnswer,
    headers: ['ETag'],
    problems: ['CASE_UNKNOWN', 'REFERENCE_AMBIGUOUS'],
  })
  async show(@Asked() { caller, id, response }: RecordRequest, @AsOf() pair: AsOfPair) {
    const { row, detail } = await this.details.read(caller, id, pair);
    response.setHeader('ETag', `"${row.revision}"`);
    return detail;
  }

  @Get('replay')
  @May('board.read')
  @Describe({
    id: 'replayShare',
    summary: 'Replay a case',
    detail: 'Every state of the case up to validAt, folded from the ledger itself: what settles a dispute.',
    answer: replayAnswer,
    uses: ['history'],
    problems: ['CASE_UNKNOWN', 'REFERENCE_AMBIGUOUS'],
  })
  async replay(@Asked() { caller, id }: RecordRequest, @AsOf() pair: AsOfPair) {
    const { row } = await this.access.read(caller, id, pair.asOf);
    const states = await this.replays.states(row.view, pair);
    return { asOf: pair.asOfLabel, validAt: pair.validAt, states };
  }
}
