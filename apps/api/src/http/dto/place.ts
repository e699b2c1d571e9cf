import { applyDecorators } from '@nestjs/common';
import { PLACE_FORMATS, type Place, type PlaceFormat, type PlaceInput } from '@mizan/geo';
import { Type } from 'class-transformer';
import {
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { Problem } from '../problem';
import { IsCode } from './code';
import { IsInstant, utcInstant } from './instant';
import { placeProblem, readPosition } from './place-problem';
import { IsStatement, IsVisible } from './statement';

/** A position as a person wrote it, and what they say about it: PlaceInput of @mizan/geo. */
export class PlaceInputDto implements PlaceInput {
  /** Kept as it was written: not trimmed. */
  @IsString()
  @IsVisible()
  @MaxLength(200)
  readonly input!: string;

  @IsOptional()
  @IsCode(PLACE_FORMATS)
  readonly format?: PlaceFormat;

  /** A name or an EPSG code; one that is unknown is the place's own problem. */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  readonly datum?: string;

  /** Metres. */
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  readonly radiusM?: number;

  @IsOptional()
  @IsStatement(200)
  readonly method?: string;

  @IsOptional()
  @IsInstant()
  readonly collectedAt?: string;

  @IsOptional()
  @IsStatement(200)
  readonly name?: string;

  @IsOptional()
  @IsStatement(200)
  readonly controlledBy?: string;
}

/** A place that can be read; its problem, code and remedy included, stands in the errors of the answer. */
export function IsPlaceInput(): PropertyDecorator {
  return applyDecorators(
    IsObject({ message: 'must be a place such as {"input": "42SWC1234567890"}' }),
    ValidateNested(),
    Type(() => PlaceInputDto),
    ValidateBy({
      name: 'isPlace',
      validator: {
        validate: (value: unknown) => placeProblem(value) === null,
        defaultMessage: () => 'must be a position that can be read',
      },
    }),
  );
}

/** The place a checked input stands for. @throws Problem when it was not checked */
export function placeOf(given: PlaceInputDto): Place {
  const result = readPosition(given);
  if (result === null) throw new TypeError('This place was never checked.');
  if ('problem' in result) {
    const { code, detail, remedy } = result.problem;
    throw new Problem({ code, status: 400, detail, remedy });
  }
  const { method = null, name = null, controlledBy = null } = given;
  return { ...result.place, method, collectedAt: utcInstant(given.collectedAt), name, controlledBy };
}
