import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { AsOf, type AsOfPair } from '../http/read';
import { Asked, Step, type RecordRequest, type StepRequest } from '../http/step';
import { answerWrite } from '../http/write';
import { May } from '../identity';
import { StrikeAccess } from './strike-access';
import { StrikeDesk, type StrikeOrder } from './strike-desk';
import { LinkDto, StatementDto } from './strike.dto';
import { presentStrike } from './strike.presenter';

/** One strike: how it is shown, and what is said about it later. */
@Controller('v1/strikes/:id')
export class StrikeController {
  constructor(
    private readonly desk: StrikeDesk,
    private readonly access: StrikeAccess,
  ) {}

  @Get()
  @May('board.read')
  async show(@Asked() { caller, id, response }: RecordRequest, @AsOf() pair: AsOfPair) {
    const row = await this.access.read(caller, id, pair.asOf);
    response.setHeader('ETag', `"${row.revision}"`);
    return { ...presentStrike(row), asOf: pair.asOfLabel, validAt: pair.validAt };
  }

  @Post('admission')
  @HttpCode(200)
  @May('strike.admit')
  admit(@Step() step: StepRequest, @Body() { statement }: StatementDto) {
    return this.take(step, (given) => ({ type: 'AdmitStrike', ...given, statement: statement ?? '' }));
  }

  @Post('denial')
  @HttpCode(200)
  @May('strike.deny')
  deny(@Step() step: StepRequest, @Body() { statement }: StatementDto) {
    return this.take(step, (given) => ({ type: 'DenyStrike', ...given, statement: statement ?? '' }));
  }

  @Post('link')
  @HttpCode(200)
  @May('strike.link')
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
