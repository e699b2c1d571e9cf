import { applyDecorators } from '@nestjs/common';
import { TLP_LEVELS, type Tlp } from '@mizan/access';
import { permissibleUse, type Marking } from '@mizan/domain';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { IsCode } from './code';
import { IsStatement } from './statement';

/** Who may see it, with which caveats, and what it may be used for. No value of use means a strike. */
export class MarkingDto {
  @IsCode(TLP_LEVELS)
  readonly tlp!: Tlp;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsStatement(200, { each: true })
  readonly handling?: readonly string[];

  @IsOptional()
  @IsCode(permissibleUse)
  readonly permissibleUse?: Marking['permissibleUse'];
}

export function IsMarking(): PropertyDecorator {
  return applyDecorators(
    IsObject({ message: 'must be a marking such as {"tlp": "TLP:AMBER"}' }),
    ValidateNested(),
    Type(() => MarkingDto),
  );
}

export function markingOf({ tlp, handling, permissibleUse: use }: MarkingDto): Marking {
  return { tlp, handling: handling ?? [], permissibleUse: use ?? null };
}
