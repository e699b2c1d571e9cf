import { describe, expect, it } from '@jest/globals';
import { nearest } from './nearest';

describe('the nearest known words', () => {
  const known = ['ack', 'act', 'admit', 'approve', 'withdraw'];

  it('are those at most two letters away, the nearest first', () => {
    expect(nearest('akc', known)).toEqual(['ack', 'act']);
    expect(nearest('aprove', known)).toEqual(['approve']);
    expect(nearest('with', known)).toEqual(['withdraw']);
  });

  it('are none for a word that is like none', () => {
    expect(nearest('frobnicate', known)).toEqual([]);
  });
});
