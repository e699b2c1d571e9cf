import { Body, Controller } from '@nestjs/common';
import { NothingPipe } from '../http/nothing.pipe';
import { Step, type StepRequest } from '../http/step';
import { answerWrite, type StepAnswer } from '../http/write';
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
import { Section } from '../openapi';
import { CaseStep, NOT_OPEN_TO_SIDE, NOT_THEN, NOT_WITH_RECIPIENT, OVER } from './case-step';
import { SHARES } from './shares.section';

/** Every step of a case after its draft, one route each. */
@Controller('v1/shares/:id')
@Section(SHARES)
export class ShareStepsController {
  constructor(
    private readonly desk: ShareDesk,
    private readonly access: CaseAccess,
  ) {}

  @CaseStep('approval', 'share.approve', {
    id: 'approveShare',
    summary: 'Approve the release',
    detail: 'One append: approval, hold undertaking, coordinates, delivery, deadline. The clock starts.',
    problems: [
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

  @CaseStep('acknowledgement', 'share.acknowledge', {
    id: 'acknowledgeShare',
    summary: 'Acknowledge the receipt',
    problems: NOT_WITH_RECIPIENT,
  })
  acknowledge(@Step() step: StepRequest, @Body(NothingPipe) _: unknown): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'AcknowledgeShare', ...given }));
  }

  @CaseStep('admission', 'share.admit', {
    id: 'admitShare',
    summary: 'Admit the case',
    problems: NOT_WITH_RECIPIENT,
  })
  admit(@Step() step: StepRequest, @Body(NothingPipe) _: unknown): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'AdmitShare', ...given }));
  }

  @CaseStep('return', 'share.return', {
    id: 'returnShare',
    summary: 'Return the case with a defect',
    detail: 'Only while the deadline runs, and before an action.',
    problems: [...NOT_WITH_RECIPIENT, 'ALREADY_ACTED', 'DEADLINE_PASSED'],
  })
  giveBack(@Step() step: StepRequest, @Body() { defect, reason }: ReturnDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'ReturnShare', ...given, defect, reason }));
  }

  @CaseStep('declination', 'share.decline', {
    id: 'declineShare',
    summary: 'Decline with reasons',
    problems: [...NOT_WITH_RECIPIENT, 'ALREADY_ACTED', 'ALREADY_DECLINED'],
  })
  decline(@Step() step: StepRequest, @Body() { reason, explanation }: DeclineDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'DeclineAction', ...given, reason, explanation }));
  }

  @CaseStep('undertaking', 'share.undertake', {
    id: 'undertakeAction',
    summary: 'Undertake an action',
    detail: 'A promise, without tactics.',
    problems: NOT_WITH_RECIPIENT,
  })
  undertake(@Step() step: StepRequest, @Body() { kind }: UndertakeDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'UndertakeAction', ...given, kind }));
  }

  @CaseStep('actions', 'share.act', {
    id: 'reportAction',
    summary: 'Report an action',
    detail: 'Accepted from the delivery on: after the deadline too, and of a case that has ended.',
    problems: ['NOT_YOUR_SIDE', ...NOT_THEN],
  })
  act(@Step() step: StepRequest, @Body() dto: ActDto): Promise<StepAnswer> {
    return this.take(step, actOrder(dto));
  }

  @CaseStep('nothing-found', 'share.nothing-found', {
    id: 'reportNothingFound',
    summary: 'Report that nothing was found',
    detail: 'It counts as an action.',
    problems: ['NOT_YOUR_SIDE', ...NOT_THEN],
  })
  nothingFound(@Step() step: StepRequest, @Body() dto: NothingFoundDto): Promise<StepAnswer> {
    return this.take(step, nothingFoundOrder(dto));
  }

  @CaseStep('withdrawal', 'share.withdraw', {
    id: 'withdrawShare',
    summary: 'Withdraw the case',
    problems: NOT_OPEN_TO_SIDE,
  })
  withdraw(@Step() step: StepRequest, @Body() { reason }: ReasonDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'WithdrawShare', ...given, reason }));
  }

  @CaseStep('correction', 'share.correct', {
    id: 'correctShare',
    summary: 'Correct the place or the belief',
    detail:
      'Correcting a returned case delivers it again, with a fresh hold and a fresh clock, unless an action was reported on it all the same.',
    problems: [...NOT_OPEN_TO_SIDE, 'NOTHING_CORRECTED', 'DEADLINE_TOO_FAR'],
  })
  correct(@Step() step: StepRequest, @Body() dto: CorrectDto): Promise<StepAnswer> {
    return this.take(step, correctOrder(dto));
  }

  @CaseStep('supersession', 'share.supersede', {
    id: 'supersedeShare',
    summary: 'Supersede the case by another',
    problems: [...NOT_OPEN_TO_SIDE, 'ALREADY_SUPERSEDED', 'SUPERSEDED_BY_ITSELF'],
  })
  async supersede(@Step() step: StepRequest, @Body() dto: SupersedeDto): Promise<StepAnswer> {
    const { reason } = dto;
    const by = await this.access.idForOrder(step.caller, dto.by);
    return this.take(step, (given) => ({ type: 'SupersedeShare', ...given, by, reason }));
  }

  @CaseStep('challenge', 'share.challenge', {
    id: 'challengeAction',
    summary: 'Challenge a reported action',
    problems: ['NOT_YOUR_SIDE', 'NO_ACTION', 'ACTION_UNKNOWN'],
  })
  challenge(@Step() step: StepRequest, @Body() dto: ChallengeDto): Promise<StepAnswer> {
    const { reason, action = null } = dto;
    return this.take(step, (given) => ({ type: 'ChallengeAction', ...given, action, reason }));
  }

  @CaseStep('closure', 'share.close', {
    id: 'closeShare',
    summary: 'Close the case',
    problems: ['CASE_CLOSED', 'DEADLINE_RUNNING'],
  })
  close(@Step() step: StepRequest, @Body() { reason }: ReasonDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'CloseCase', ...given, reason }));
  }

  @CaseStep('inadmissibility', 'share.rule', {
    id: 'ruleInadmissible',
    summary: 'Rule the case inadmissible',
    problems: OVER,
  })
  rule(@Step() step: StepRequest, @Body() { clause, reasons }: RuleDto): Promise<StepAnswer> {
    return this.take(step, (given) => ({ type: 'RuleInadmissible', ...given, clause, reasons }));
  }

  private async take({ caller, id, write, response }: StepRequest, order: ShareOrder): Promise<StepAnswer> {
    const done = await this.desk.step(caller, id, { write, order });
    return { id: done.id, ...answerWrite(response, done.outcome) };
  }
}
