import { IsBooleanString, IsOptional } from 'class-validator';
import type { CaseListing } from '@mizan/read-models';
import { IsCode } from '../http/dto/code';
import { limitOf, PageQueryDto } from '../http/dto/page';
import type { AsOfPair } from '../http/read';

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

/** The read side keeps the state that is newest at `asOf`: a board of another `validAt` is looked through case by case. */
export function listingOf(query: ShareListDto, { asOf, asked }: AsOfPair): CaseListing {
  return {
    asOf,
    limit: limitOf(query),
    ...(query.cursor === undefined ? {} : { after: query.cursor }),
    ...(query.state === undefined || asked.validAt !== null ? {} : { state: query.state }),
    ...(query.exercise === undefined ? {} : { exercise: query.exercise === 'true' }),
  };
}
