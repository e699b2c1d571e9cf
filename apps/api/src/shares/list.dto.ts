import { IsBooleanString, IsOptional } from 'class-validator';
import type { CaseListing } from '@mizan/read-models';
import { IsCode } from '../http/dto/code';
import { limitOf, PageQueryDto } from '../http/dto/page';

const STATES = [
  'Draft',
  'Delivered',
  'Acknowledged',
  'Admitted',
  'Returned',
  'Inadmissible',
  'ActionClaimed',
  'UnderVerification',
  'Found',
  'Closed',
] as const;

export class ShareListDto extends PageQueryDto {
  @IsOptional()
  @IsCode(STATES)
  readonly state?: string;

  @IsOptional()
  @IsBooleanString({ message: 'must be true or false' })
  readonly exercise?: string;
}

export function listingOf(query: ShareListDto, asOf: bigint | null): CaseListing {
  return {
    asOf,
    limit: limitOf(query),
    ...(query.cursor === undefined ? {} : { after: query.cursor }),
    ...(query.state === undefined ? {} : { state: query.state }),
    ...(query.exercise === undefined ? {} : { exercise: query.exercise === 'true' }),
  };
}
