import { expect, it } from '@jest/globals';
import { exampleCase } from '../../testing/case-example';
import { stripMarks } from './strip-marks';

it('marks a deadline that runs, and none of a returned case', () => {
  const validAt = '2026-12-24T00:00:00.000Z';
  const view = exampleCase(2);
  const kinds = (returnedAt: string | null) =>
    stripMarks({ ...view, returnedAt }, validAt).map(({ label, kind }) => [label, kind]);
  expect(kinds(null)).toEqual([
    ['Delivered', 'delivered'],
    ['Deadline', 'deadline'],
    ['Read at', 'now'],
  ]);
  expect(kinds('2026-11-02T00:00:00.000Z')).toEqual([
    ['Delivered', 'delivered'],
    ['Returned', 'answer'],
    ['Read at', 'now'],
  ]);
  expect(stripMarks(exampleCase(1), validAt)).toEqual([]);
});
