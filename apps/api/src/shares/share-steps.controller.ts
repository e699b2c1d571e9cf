import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { NothingPipe } from '../http/nothing.pipe';
import { Step, type StepRequest } from '../http/step';
import { answerWrite, type StepAnswer } from '../http/write';
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
import { Describe, Section } from '../openapi';
import { stepAnswer } from './case.answers';
import { SHARES } from './shares.section';

/** Every step names its case. */
const UNKNOWN = ['CASE_UNKNOWN', 'REFERENCE_AMBIGUOUS'] as const;

/** Every step of a case after its draft, one route each. */
@Controller('v1/shares/:id')
@Section(SHARES)
export class ShareStepsController {
  constructor(
    private readonly desk: ShareDesk,
    private readonly access: CaseAccess,
  ) {}

  @Post('approval')
  @HttpCode(200)
  @May('share.approve')
  @Describe({
    id: 'approveShare',
    summary: 'Approve the release',
    detail: 'One append: approval, hold undertaking, coordinates, delivery, deadline. The clock starts.',
    answer: stepAnswer,
    problems: [
      ...UNKNOWN,
      'NOT_YOUR_SIDE',
      'APPROVER_IS_DRAFTER',
      'CASE_WITHDRAWN',
      'HOLD_MISSING',
      'HOLD_TOO_SHORT',
      'DEADLINE_PAST',
      'DEADLINE_TOO_FAR',
    ],
  })
  approve(@Step() step: StepRequest, @Body(NothingPipe) _: unknown): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'ApproveRelease', ...given }));
  }

  @Post('acknowledgement')
  @HttpCode(200)
  @May('share.acknowledge')
  @Describe({
    id: 'acknowledgeShare',
    summary: 'Acknowledge the receipt',
    answer: stepAnswer,
    problems: [
      ...UNKNOWN,
      'NOT_YOUR_SIDE',
      'CASE_WITHDRAWN',
      'CASE_INADMISSIBLE',
      'CASE_CLOSED',
      'CASE_RETURNED',
    ],
  })
  acknowledge(@Step() step: StepRequest, @Body(NothingPipe) _: unknown): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'AcknowledgeShare', ...given }));
  }

  @Post('admission')
  @HttpCode(200)
  @May('share.admit')
  @Describe({
    id: 'admitShare',
    summary: 'Admit the case',
    answer: stepAnswer,
    problems: [
      ...UNKNOWN,
      'NOT_YOUR_SIDE',
      'CASE_WITHDRAWN',
      'CASE_INADMISSIBLE',
      'CASE_CLOSED',
      'CASE_RETURNED',
    ],
  })
  admit(@Step() step: StepRequest, @Body(NothingPipe) _: unknown): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'AdmitShare', ...given }));
  }

  @Post('return')
  @HttpCode(200)
  @May('share.return')
  @Describe({
    id: 'returnShare',
    summary: 'Return the case with a defect',
    detail: 'Only while the deadline runs, and before an action.',
    answer: stepAnswer,
    problems: [
      ...UNKNOWN,
      'NOT_YOUR_SIDE',
      'CASE_WITHDRAWN',
      'CASE_INADMISSIBLE',
      'CASE_CLOSED',
      'CASE_RETURNED',
      'ALREADY_ACTED',
      'DEADLINE_PASSED',
    ],
  })
  giveBack(@Step() step: StepRequest, @Body() { defect, reason }: ReturnDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'ReturnShare', ...given, defect, reason }));
  }

  @Post('declination')
  @HttpCode(200)
  @May('share.decline')
  @Describe({
    id: 'declineShare',
    summary: 'Decline with reasons',
    answer: stepAnswer,
    problems: [
      ...UNKNOWN,
      'NOT_YOUR_SIDE',
      'CASE_WITHDRAWN',
      'CASE_INADMISSIBLE',
      'CASE_CLOSED',
      'CASE_RETURNED',
      'ALREADY_ACTED',
      'ALREADY_DECLINED',
    ],
  })
  decline(@Step() step: StepRequest, @Body() { reason, explanation }: DeclineDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'DeclineAction', ...given, reason, explanation }));
  }

  @Post('undertaking')
  @HttpCode(200)
  @May('share.undertake')
  @Describe({
    id: 'undertakeAction',
    summary: 'Undertake an action',
    detail: 'A promise, without tactics.',
    answer: stepAnswer,
    problems: [
      ...UNKNOWN,
      'NOT_YOUR_SIDE',
      'CASE_WITHDRAWN',
      'CASE_INADMISSIBLE',
      'CASE_CLOSED',
      'CASE_RETURNED',
    ],
  })
  undertake(@Step() step: StepRequest, @Body() { kind }: UndertakeDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'UndertakeAction', ...given, kind }));
  }

  @Post('actions')
  @HttpCode(200)
  @May('share.act')
  @Describe({
    id: 'reportAction',
    summary: 'Report an action',
    detail: 'Accepted from the delivery on, after the deadline too.',
    answer: stepAnswer,
    problems: [
      ...UNKNOWN,
      'NOT_YOUR_SIDE',
      'CASE_WITHDRAWN',
      'CASE_INADMISSIBLE',
      'CASE_CLOSED',
      'OCCURRED_IN_FUTURE',
      'OCCURRED_BEFORE_DELIVERY',
    ],
  })
  act(@Step() step: StepRequest, @Body() dto: ActDto): Promise<StepAnswer> {
    return this.take(step, actOrder(dto));
  }

  @Post('nothing-found')
  @HttpCode(200)
  @May('share.nothing-found')
  @Describe({
    id: 'reportNothingFound',
    summary: 'Report that nothing was found',
    detail: 'It counts as an action.',
    answer: stepAnswer,
    problems: [
      ...UNKNOWN,
      'NOT_YOUR_SIDE',
      'CASE_WITHDRAWN',
      'CASE_INADMISSIBLE',
      'CASE_CLOSED',
      'OCCURRED_IN_FUTURE',
      'OCCURRED_BEFORE_DELIVERY',
    ],
  })
  nothingFound(@Step() step: StepRequest, @Body() dto: NothingFoundDto): Promise<StepAnswer> {
    return this.take(step, nothingFoundOrder(dto));
  }

  @Post('withdrawal')
  @HttpCode(200)
  @May('share.withdraw')
  @Describe({
    id: 'withdrawShare',
    summary: 'Withdraw the case',
    answer: stepAnswer,
    problems: [...UNKNOWN, 'NOT_YOUR_SIDE', 'CASE_WITHDRAWN', 'CASE_INADMISSIBLE', 'CASE_CLOSED'],
  })
  withdraw(@Step() step: StepRequest, @Body() { reason }: ReasonDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'WithdrawShare', ...given, reason }));
  }

  @Post('correction')
  @HttpCode(200)
  @May('share.correct')
  @Describe({
    id: 'correctShare',
    summary: 'Correct the place or the belief',
    detail: 'Correcting a returned case delivers it again, with a fresh hold and a fresh clock.',
    answer: stepAnswer,
    problems: [
      ...UNKNOWN,
      'NOT_YOUR_SIDE',
      'CASE_WITHDRAWN',
      'CASE_INADMISSIBLE',
      'CASE_CLOSED',
      'NOTHING_CORRECTED',
      'DEADLINE_PAST',
    ],
  })
  correct(@Step() step: StepRequest, @Body() dto: CorrectDto): Promise<StepAnswer> {
    return this.take(step, correctOrder(dto));
  }

  @Post('supersession')
  @HttpCode(200)
  @May('share.supersede')
  @Describe({
    id: 'supersedeShare',
    summary: 'Supersede the case by another',
    answer: stepAnswer,
    problems: [
      ...UNKNOWN,
      'NOT_YOUR_SIDE',
      'CASE_WITHDRAWN',
      'CASE_INADMISSIBLE',
      'CASE_CLOSED',
      'ALREADY_SUPERSEDED',
      'SUPERSEDED_BY_ITSELF',
    ],
  })
  async supersede(@Step() step: StepRequest, @Body() dto: SupersedeDto): Promise<StepAnswer> {
    const { reason } = dto;
    const by = await this.access.idForOrder(step.caller, dto.by);
    return this.take(step, (given) => ({ type: 'SupersedeShare', ...given, by, reason }));
  }

  @Post('challenge')
  @HttpCode(200)
  @May('share.challenge')
  @Describe({
    id: 'challengeAction',
    summary: 'Challenge a reported action',
    answer: stepAnswer,
    problems: [
      ...UNKNOWN,
      'NOT_YOUR_SIDE',
      'CASE_WITHDRAWN',
      'CASE_INADMISSIBLE',
      'CASE_CLOSED',
      'NO_ACTION',
      'ACTION_UNKNOWN',
    ],
  })
  challenge(@Step() step: StepRequest, @Body() dto: ChallengeDto): Promise<StepAnswer> {
    const { reason, action = null } = dto;
    return this.take(step, (given) => ({ type: 'ChallengeAction', ...given, action, reason }));
  }

  @Post('closure')
  @HttpCode(200)
  @May('share.close')
  @Describe({
    id: 'closeShare',
    summary: 'Close the case',
    answer: stepAnswer,
    problems: [...UNKNOWN, 'CASE_CLOSED', 'DEADLINE_RUNNING'],
  })
  close(@Step() step: StepRequest, @Body() { reason }: ReasonDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'CloseCase', ...given, reason }));
  }

  @Post('inadmissibility')
  @HttpCode(200)
  @May('share.rule')
  @Describe({
    id: 'ruleInadmissible',
    summary: 'Rule the case inadmissible',
    answer: stepAnswer,
    problems: [...UNKNOWN, 'CASE_WITHDRAWN', 'CASE_INADMISSIBLE', 'CASE_CLOSED'],
  })
  rule(@Step() step: StepRequest, @Body() { clause, reasons }: RuleDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'RuleInadmissible', ...given, clause, reasons }));
  }

  private async take({ caller, id, write, response }: StepRequest, order: ShareOrder): Promise<StepAnswer> {
    const done = await this.desk.step(caller, id, { write, order });
    return { id: done.id, ...answerWrite(response, done.outcome) };
  }
}
