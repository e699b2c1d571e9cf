import { describe, expect, it } from '@jest/globals';
import { Budget } from './budget';

describe('a budget', () => {
  it('takes up to its bound, and again what was given back', () => {
    const budget = new Budget(10);
    expect([budget.take(6), budget.take(5), budget.take(4)]).toEqual([true, false, true]);
    budget.give(6);
    expect([budget.take(7), budget.take(6)]).toEqual([false, true]);
  });

  it('is held by the bound of the whole, too, and takes nothing when that has no room', () => {
    const whole = new Budget(10);
    const [one, other] = [new Budget(8, whole), new Budget(8, whole)];
    expect([one.take(8), other.take(3), other.take(2)]).toEqual([true, false, true]);
    one.give(8);
    expect([other.take(7), other.take(6)]).toEqual([false, true]);
  });
});
