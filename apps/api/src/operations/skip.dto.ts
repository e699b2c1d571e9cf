import { IsUUID } from 'class-validator';
import { IsStatement } from '../http/dto/statement';

/** Which event a projection may leave out, and why. */
export class SkipDto {
  /** The event that the projection is stopped by: another one is not skipped. */
  @IsUUID()
  event!: string;

  @IsStatement(500)
  reason!: string;
}
