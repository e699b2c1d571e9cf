import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** The as-of pair in a query: AsOf reads it, so that here it is only let through. */
export class ReadQueryDto {
  @IsOptional()
  @IsString()
  readonly asOf?: string;

  @IsOptional()
  @IsString()
  readonly validAt?: string;

  @IsOptional()
  @IsString()
  readonly waitFor?: string;
}

/** Rows in a page when nobody says, and at most. */
const usual = 50;

export class PageQueryDto extends ReadQueryDto {
  @IsOptional()
  @Matches(/^([1-9]\d?|1\d\d|200)$/, { message: 'must be a number from 1 to 200' })
  readonly limit?: string;

  /** The `next` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly cursor?: string;
}

export function limitOf({ limit }: PageQueryDto): number {
  return limit === undefined ? usual : Number(limit);
}
