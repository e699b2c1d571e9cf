import { actionKind, declineReason, defect, type ActionKind, type Of } from '@mizan/domain';
import { Type } from 'class-transformer';
import { IsInt, IsObject, IsOptional, IsUUID, Max, Min, ValidateNested } from 'class-validator';
import { IsCode } from '../http/dto/code';
import { IsOccurredAt, type OccurredAtInput } from '../http/dto/occurred-at';
import { IsPlaceInput, PlaceInputDto } from '../http/dto/place';
import { IsStatement } from '../http/dto/statement';

/** Characters of a reason. */
const REASON = 2_000;

export class ReasonDto {
  @IsStatement(REASON)
  readonly reason!: string;
}

export class ReturnDto extends ReasonDto {
  @IsCode(defect)
  readonly defect!: Of<typeof defect>;
}

export class DeclineDto {
  @IsCode(declineReason)
  readonly reason!: Of<typeof declineReason>;

  @IsStatement(REASON)
  readonly explanation!: string;
}

export class UndertakeDto {
  @IsCode(actionKind)
  readonly kind!: ActionKind;
}

/** Counts only: no names, no tactics. */
export class ResultsDto {
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly persons?: number | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly items?: number | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  readonly sites?: number | null;
}

class ReportDto {
  /** Default: now. */
  @IsOptional()
  @IsOccurredAt()
  readonly occurredAt?: OccurredAtInput | null;

  @IsOptional()
  @IsPlaceInput()
  readonly place?: PlaceInputDto | null;
}

export class ActDto extends ReportDto {
  @IsCode(actionKind)
  readonly kind!: ActionKind;

  @IsOptional()
  @IsObject({ message: 'must be counts such as {"persons": 2}' })
  @ValidateNested()
  @Type(() => ResultsDto)
  readonly results?: ResultsDto | null;
}

export class NothingFoundDto extends ReportDto {
  /** Default: a search. */
  @IsOptional()
  @IsCode(actionKind)
  readonly kind?: ActionKind | null;

  @IsOptional()
  @IsStatement(REASON)
  readonly note?: string | null;
}

export class CorrectDto extends ReasonDto {
  @IsOptional()
  @IsPlaceInput()
  readonly place?: PlaceInputDto | null;

  @IsOptional()
  @IsStatement(4_000)
  readonly believed?: string | null;
}

export class SupersedeDto extends ReasonDto {
  /** Id or reference of the case that takes this one's place. */
  @IsStatement(60)
  readonly by!: string;
}

export class ChallengeDto extends ReasonDto {
  /** Event id of the action; default: the newest. */
  @IsOptional()
  @IsUUID()
  readonly action?: string | null;
}

export class RuleDto {
  /** The clause of the rubric that the ruling rests on. */
  @IsStatement(200)
  readonly clause!: string;

  @IsStatement(REASON)
  readonly reasons!: string;
}
