import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { AsOf, type AsOfPair } from '../http/read';
import { Asked, Step, type RecordRequest, type StepRequest } from '../http/step';
import { answerWrite } from '../http/write';
import { May } from '../identity';
import { StrikeAccess } from './strike-access';
import { StrikeDesk, type StrikeOrder } from './strike-desk';
import { LinkDto, StatementDto } from './strike.dto';
import { presentStrike } from './strike.presenter';
import { Describe, Section } from '../openapi';
import { stepAnswer } from '../shares/case.answers';
import { strikeAnswer } from './strike.answers';
import { STRIKES } from './strikes.section';

/** One strike: how it is shown, and what is said about it later. */
@Controller('v1/strikes/:id')
@Section(STRIKES)
export class StrikeController {
  constructor(
    private readonly desk: StrikeDesk,
    private readonly access: StrikeAccess,
  ) {}

  @Get()
  @May('board.read')
  @Describe({
    id: 'showStrike',
    summary: 'Show a strike',
    answer: strikeAnswer,
    headers: ['ETag'],
    problems: ['STRIKE_UNKNOWN'],
  })
  async show(@Asked() { caller, id, response }: RecordRequest, @AsOf() pair: AsOfPair) {
    const row = await this.access.read(caller, id, pair.asOf);
    response.setHeader('ETag', `"${row.revision}"`);
    return { ...presentStrike(row), asOf: pair.asOfLabel, validAt: pair.validAt };
  }

  @Post('admission')
  @HttpCode(200)
  @May('strike.admit')
  @Describe({
    id: 'admitStrike',
    summary: 'Admit a strike',
    detail: 'For the accused side alone.',
    answer: stepAnswer,
    problems: ['STRIKE_UNKNOWN', 'NOT_THE_ACCUSED', 'ALREADY_ADMITTED'],
  })
  admit(@Step() step: StepRequest, @Body() { statement }: StatementDto) {
    return this.take(step, (given) => ({ type: 'AdmitStrike', ...given, statement: statement ?? '' }));
  }

  @Post('denial')
  @HttpCode(200)
  @May('strike.deny')
  @Describe({
    id: 'denyStrike',
    summary: 'Deny a strike',
    detail: 'For the accused side alone.',
    answer: stepAnswer,
    problems: ['STRIKE_UNKNOWN', 'NOT_THE_ACCUSED', 'ALREADY_NOTIFIED', 'ALREADY_ADMITTED', 'ALREADY_DENIED'],
  })
  deny(@Step() step: StepRequest, @Body() { statement }: StatementDto) {
    return this.take(step, (given) => ({ type: 'DenyStrike', ...given, statement: statement ?? '' }));
  }

  @Post('link')
  @HttpCode(200)
  @May('strike.link')
  @Describe({
    id: 'linkStrike',
    summary: 'Link a strike to a case',
    answer: stepAnswer,
    problems: ['STRIKE_UNKNOWN', 'CASE_UNKNOWN', 'REFERENCE_AMBIGUOUS', 'NOT_DELIVERED'],
  })
  async link(@Step() step: StepRequest, @Body() dto: LinkDto) {
    const link = await this.desk.linkTo(step.caller, dto.case, dto.reason ?? '');
    return this.take(step, (given) => ({ type: 'LinkStrike', ...given, link }));
  }

  private async take({ caller, id: asked, write, response }: StepRequest, order: StrikeOrder) {
    const { id } = await this.access.forOrder(caller, asked);
    const outcome = await this.desk.record(caller, id, { write, order });
    return { id, ...answerWrite(response, outcome) };
  }
}
