import { IsOptional } from 'class-validator';
import { IsCode } from '../http/dto/code';
import { ReadQueryDto } from '../http/dto/page';
import type { Population } from './review-population';

export class ReviewQueryDto extends ReadQueryDto {
  /** Default: exercise cases in an exercise ledger, real ones elsewhere. */
  @IsOptional()
  @IsCode(['exercise', 'real'])
  readonly population?: Population;
}
