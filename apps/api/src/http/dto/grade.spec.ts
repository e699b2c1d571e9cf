import { describe, expect, it } from '@jest/globals';
import { IsDefined } from 'class-validator';
import { checkBody, refusedAt } from '../../testing/check-body';
import { gradeOf, IsGrade, type GradeDto } from './grade';

class Dto {
  @IsDefined()
  @IsGrade()
  readonly grade!: GradeDto;
}

describe('a grade', () => {
  it.each([
    [
      { scheme: 'admiralty', reliability: 'B', credibility: '2' },
      { scheme: 'admiralty', reliability: 'B', credibility: '2', value: null },
    ],
    [
      { scheme: 'icd-203', value: 'very likely' },
      { scheme: 'icd-203', reliability: null, credibility: null, value: 'very likely' },
    ],
    [
      { scheme: 'stix-confidence', value: '70' },
      { scheme: 'stix-confidence', reliability: null, credibility: null, value: '70' },
    ],
  ])('%j belongs to its scheme', async (grade, expected) => {
    const result = await checkBody(Dto, { grade });
    expect('value' in result && gradeOf(result.value.grade)).toEqual(expected);
  });

  it.each([
    [{ scheme: 'admiralty', reliability: 'B' }, '/grade'],
    [{ scheme: 'admiralty', reliability: 'B', credibility: '2', value: '70' }, '/grade'],
    [{ scheme: 'admiralty', reliability: 'G', credibility: '2' }, '/grade/reliability'],
    [{ scheme: 'admiralty', reliability: 'B', credibility: 2 }, '/grade/credibility'],
    [{ scheme: 'icd-203', value: 'maybe' }, '/grade'],
    [{ scheme: 'stix-confidence', value: '101' }, '/grade'],
    [{ scheme: 'stix-confidence', value: 70 }, '/grade'],
    [{ scheme: 'stix-confidence', value: '70', reliability: 'A' }, '/grade'],
    [{ scheme: 'stars', value: '5' }, '/grade/scheme'],
    [[], '/grade'],
    [null, '/grade'],
  ])('%j is refused at %s', async (grade, pointer) => {
    expect(await refusedAt(Dto, { grade })).toContain(pointer);
  });
});
