import { applyDecorators } from '@nestjs/common';
import type { Grade } from '@mizan/domain';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import { IsCode } from './code';

/** The bands of ICD 203, in words. */
export const ICD_203 = [
  'almost no chance',
  'very unlikely',
  'unlikely',
  'roughly even chance',
  'likely',
  'very likely',
  'almost certain',
] as const;

const SCHEMES = ['admiralty', 'icd-203', 'stix-confidence'] as const;

/** How far the sharing side trusts it, in the words of one scheme: never converted, never averaged. */
export class GradeDto {
  @IsCode(SCHEMES)
  readonly scheme!: Grade['scheme'];

  @IsOptional()
  @IsCode(['A', 'B', 'C', 'D', 'E', 'F'])
  readonly reliability?: Grade['reliability'];

  @IsOptional()
  @IsCode(['1', '2', '3', '4', '5', '6'])
  readonly credibility?: Grade['credibility'];

  @IsOptional()
  readonly value?: string | null;
}

/** A grade whose parts belong to its scheme. */
export function IsGrade(): PropertyDecorator {
  return applyDecorators(
    IsObject({
      message: 'must be a grade such as {"scheme": "admiralty", "reliability": "B", "credibility": "2"}',
    }),
    ValidateNested(),
    Type(() => GradeDto),
    ValidateBy({
      name: 'isGrade',
      validator: {
        validate: (value: unknown) => fitsScheme(value as Partial<GradeDto> | null),
        defaultMessage: () =>
          `must fit its scheme: admiralty has reliability and credibility; icd-203 has value, one of ${ICD_203.join(', ')}; stix-confidence has value, "0" to "100"`,
      },
    }),
  );
}

function fitsScheme(grade: Partial<GradeDto> | null): boolean {
  const { scheme, reliability = null, credibility = null, value = null } = grade ?? {};
  if (scheme === 'admiralty') return reliability !== null && credibility !== null && value === null;
  if (reliability !== null || credibility !== null) return false;
  if (scheme === 'icd-203') return ICD_203.some((words) => words === value);
  if (scheme === 'stix-confidence') return typeof value === 'string' && /^(\d|[1-9]\d|100)$/.test(value);
  // An unknown scheme is its own field's problem.
  return true;
}

/** With nulls where the scheme has nothing to say. */
export function gradeOf({ scheme, reliability, credibility, value }: GradeDto): Grade {
  return { scheme, reliability: reliability ?? null, credibility: credibility ?? null, value: value ?? null };
}
