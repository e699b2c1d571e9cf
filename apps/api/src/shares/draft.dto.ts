import { actionKind, caseKind, type ActionKind, type CaseKind } from '@mizan/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsObject,
  IsOptional,
  Matches,
  ValidateNested,
} from 'class-validator';
import { IsCode } from '../http/dto/code';
import { IsDeadline, IsIsoDuration } from '../http/dto/duration';
import { GradeDto, IsGrade } from '../http/dto/grade';
import { IsMarking, MarkingDto } from '../http/dto/marking';
import { IsPlaceInput, PlaceInputDto } from '../http/dto/place';
import { IsStatement } from '../http/dto/statement';

/** What the sharing side binds itself to: no strike there until so long after the deadline. */
export class HoldDto {
  /** Default: the place of the share. */
  @IsOptional()
  @IsPlaceInput()
  readonly area?: PlaceInputDto;

  @IsIsoDuration()
  readonly beyondDeadline!: string;

  /** Carve-outs, in words. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsStatement(500, { each: true })
  readonly reserved?: readonly string[];
}

/** A share as it is drafted. */
export class DraftShareDto {
  /** Default: the caller's counterpart in the mechanism. */
  @IsOptional()
  @Matches(/^[A-Z]{2,6}$/, { message: 'must be the code of a party, such as those of the mechanism file' })
  readonly recipient?: string;

  @IsCode(caseKind)
  readonly kind!: CaseKind;

  @IsDefined()
  @IsPlaceInput()
  readonly place!: PlaceInputDto;

  @IsStatement(4_000)
  readonly believed!: string;

  @IsCode(actionKind)
  readonly requestedAction!: ActionKind;

  @IsDeadline()
  readonly deadline!: string;

  /** May wait for the draft's next version, but nothing is released without it. */
  @IsOptional()
  @IsObject({ message: 'must be a hold undertaking such as {"beyondDeadline": "P3D"}' })
  @ValidateNested()
  @Type(() => HoldDto)
  readonly hold?: HoldDto | null;

  @IsDefined()
  @IsGrade()
  readonly grade!: GradeDto;

  /** Unmarked is TLP:RED. */
  @IsOptional()
  @IsMarking()
  readonly marking?: MarkingDto | null;
}
