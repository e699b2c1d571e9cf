import { expect, it } from '@jest/globals';
import { after, delivered, delivery, due, start } from '../testing/samples';
import { deliveredView, viewOf } from '../testing/views';
import { runningDeadline } from './running-deadline';

it('is the deadline, but none while a case is returned', () => {
  const basis = 'P7D after delivery';
  const returned = { type: 'ShareReturned', data: { defect: 'other', reason: '' } } as const;
  const corrected = { type: 'ShareCorrected', data: { reason: '', place: null, believed: 'b' } } as const;
  const history = delivered.map((fact) => [start, fact] as const);
  const returnedView = viewOf(...history, [after('P1D'), returned]);
  const again = delivery(after('P2D')).map((fact) => [after('P2D'), fact] as const);
  const correctedView = viewOf(...history, [after('P1D'), returned], [after('P2D'), corrected], ...again);
  expect(runningDeadline(viewOf([start, delivered[0]]))).toBeNull();
  expect(runningDeadline(deliveredView())).toEqual({ due, basis });
  expect(runningDeadline(returnedView)).toBeNull();
  expect(runningDeadline(correctedView)).toEqual({ due: after('P9D'), basis });
});
