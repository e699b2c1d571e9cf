import { strikeClass, type StrikeClass } from '@mizan/domain';
import { IsOptional } from 'class-validator';
import { IsCode } from '../http/dto/code';
import { IsOccurredAt, type OccurredAtInput } from '../http/dto/occurred-at';
import { IsPlaceInput, PlaceInputDto } from '../http/dto/place';
import { IsStatement } from '../http/dto/statement';

/** Characters of a statement or a reason. */
const STATEMENT = 2_000;

export class StrikeDto {
  /** `notified` by the side that struck, `alleged` by the other. */
  @IsCode(['notified', 'alleged'])
  readonly kind!: 'notified' | 'alleged';

  /** Id or reference of the case it is linked to. */
  @IsOptional()
  @IsStatement(60)
  readonly case?: string | null;

  /** Default: an air strike. */
  @IsOptional()
  @IsCode(strikeClass)
  readonly class?: StrikeClass | null;

  /** Default: now. */
  @IsOptional()
  @IsOccurredAt()
  readonly occurredAt?: OccurredAtInput | null;

  @IsOptional()
  @IsPlaceInput()
  readonly place?: PlaceInputDto | null;

  @IsOptional()
  @IsStatement(STATEMENT)
  readonly statement?: string | null;
}

export class StatementDto {
  @IsOptional()
  @IsStatement(STATEMENT)
  readonly statement?: string | null;
}

export class LinkDto {
  /** Id or reference of a case. */
  @IsStatement(60)
  readonly case!: string;

  @IsOptional()
  @IsStatement(STATEMENT)
  readonly reason?: string | null;
}
