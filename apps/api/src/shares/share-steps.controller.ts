import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { NothingPipe } from '../http/nothing.pipe';
import { Step, type StepRequest } from '../http/step';
import { answerWrite } from '../http/write';
import { May } from '../identity';
import { CaseAccess } from './case-access';
import { ShareDesk } from './share-desk';
import { actOrder, correctOrder, nothingFoundOrder, type ShareOrder } from './share.orders';
import {
  ActDto,
  ChallengeDto,
  CorrectDto,
  DeclineDto,
  NothingFoundDto,
  ReasonDto,
  ReturnDto,
  RuleDto,
  SupersedeDto,
  UndertakeDto,
} from './steps.dto';

/** What a step answers; positions and revisions are decimal strings. */
export interface StepAnswer {
  readonly id: string;
  readonly position: string | null;
  readonly revision: string | null;
}

/** Every step of a case after its draft, one route each. */
@Controller('v1/shares/:id')
export class ShareStepsController {
  constructor(
    private readonly desk: ShareDesk,
    private readonly access: CaseAccess,
  ) {}

  @Post('approval')
  @HttpCode(200)
  @May('share.approve')
  approve(@Step() step: StepRequest, @Body(NothingPipe) _: unknown): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'ApproveRelease', ...given }));
  }

  @Post('acknowledgement')
  @HttpCode(200)
  @May('share.acknowledge')
  acknowledge(@Step() step: StepRequest, @Body(NothingPipe) _: unknown): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'AcknowledgeShare', ...given }));
  }

  @Post('admission')
  @HttpCode(200)
  @May('share.admit')
  admit(@Step() step: StepRequest, @Body(NothingPipe) _: unknown): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'AdmitShare', ...given }));
  }

  @Post('return')
  @HttpCode(200)
  @May('share.return')
  giveBack(@Step() step: StepRequest, @Body() { defect, reason }: ReturnDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'ReturnShare', ...given, defect, reason }));
  }

  @Post('declination')
  @HttpCode(200)
  @May('share.decline')
  decline(@Step() step: StepRequest, @Body() { reason, explanation }: DeclineDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'DeclineAction', ...given, reason, explanation }));
  }

  @Post('undertaking')
  @HttpCode(200)
  @May('share.undertake')
  undertake(@Step() step: StepRequest, @Body() { kind }: UndertakeDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'UndertakeAction', ...given, kind }));
  }

  @Post('actions')
  @HttpCode(200)
  @May('share.act')
  act(@Step() step: StepRequest, @Body() dto: ActDto): Promise<StepAnswer> {
    return this.take(step, actOrder(dto));
  }

  @Post('nothing-found')
  @HttpCode(200)
  @May('share.nothing-found')
  nothingFound(@Step() step: StepRequest, @Body() dto: NothingFoundDto): Promise<StepAnswer> {
    return this.take(step, nothingFoundOrder(dto));
  }

  @Post('withdrawal')
  @HttpCode(200)
  @May('share.withdraw')
  withdraw(@Step() step: StepRequest, @Body() { reason }: ReasonDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'WithdrawShare', ...given, reason }));
  }

  @Post('correction')
  @HttpCode(200)
  @May('share.correct')
  correct(@Step() step: StepRequest, @Body() dto: CorrectDto): Promise<StepAnswer> {
    return this.take(step, correctOrder(dto));
  }

  @Post('supersession')
  @HttpCode(200)
  @May('share.supersede')
  async supersede(@Step() step: StepRequest, @Body() dto: SupersedeDto): Promise<StepAnswer> {
    const { reason } = dto;
    const { id: by } = await this.access.forOrder(step.caller, dto.by);
    return this.take(step, (given) => ({ type: 'SupersedeShare', ...given, by, reason }));
  }

  @Post('challenge')
  @HttpCode(200)
  @May('share.challenge')
  challenge(@Step() step: StepRequest, @Body() dto: ChallengeDto): Promise<StepAnswer> {
    const { reason, action = null } = dto;
    return this.take(step, (given) => ({ type: 'ChallengeAction', ...given, action, reason }));
  }

  @Post('closure')
  @HttpCode(200)
  @May('share.close')
  close(@Step() step: StepRequest, @Body() { reason }: ReasonDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'CloseCase', ...given, reason }));
  }

  @Post('inadmissibility')
  @HttpCode(200)
  @May('share.rule')
  rule(@Step() step: StepRequest, @Body() { clause, reasons }: RuleDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'RuleInadmissible', ...given, clause, reasons }));
  }

  private async take({ caller, id, write, response }: StepRequest, order: ShareOrder): Promise<StepAnswer> {
    const done = await this.desk.step(caller, id, { write, order });
    return { id: done.id, ...answerWrite(response, done.outcome) };
  }
}
