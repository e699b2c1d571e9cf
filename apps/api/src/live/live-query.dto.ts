import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

export class LiveQueryDto {
  /** Position, exclusive. The header Last-Event-ID goes before it. */
  @IsOptional()
  @Matches(/^\d{1,19}$/, { message: 'must be a ledger position' })
  readonly after?: string;

  /** Id or reference. */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  readonly case?: string;

  /** Event types, separated by commas. */
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  readonly type?: string;
}
