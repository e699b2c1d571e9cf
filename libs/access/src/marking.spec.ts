import { describe, expect, it } from '@jest/globals';
import type { Marking } from '@mizan/domain';
import fc from 'fast-check';
import { strictest, TLP_LEVELS, tlpOf } from './marking';

const USES = ['RECORD-ONLY', 'VERIFY-ONLY', 'LAW-ENFORCEMENT-ACTION', 'FIU-ONLY'] as const;
const marking = fc.option(
  fc.record({
    tlp: fc.constantFrom(...TLP_LEVELS),
    handling: fc.subarray(['eyes only', 'no copies', 'return after reading']),
    permissibleUse: fc.constantFrom(null, ...USES),
  }),
);
const of = (tlp: Marking['tlp'], permissibleUse: Marking['permissibleUse'] = null): Marking => ({
  tlp,
  handling: [],
  permissibleUse,
});

describe('tlpOf', () => {
  it.each([null, { tlp: 'green' }, { tlp: '' }])('%j is RED', (unclear) => {
    expect(tlpOf(unclear)).toBe('TLP:RED');
  });
});

describe('strictest', () => {
  it.each([
    [of('TLP:CLEAR'), of('TLP:AMBER'), of('TLP:AMBER')],
    [of('TLP:AMBER+STRICT'), of('TLP:AMBER'), of('TLP:AMBER+STRICT')],
    [null, of('TLP:GREEN'), of('TLP:RED')],
    [null, of('TLP:GREEN', 'RECORD-ONLY'), of('TLP:RED', 'RECORD-ONLY')],
    [of('TLP:RED', 'LAW-ENFORCEMENT-ACTION'), of('TLP:CLEAR', 'VERIFY-ONLY'), of('TLP:RED', 'VERIFY-ONLY')],
    [of('TLP:RED', 'LAW-ENFORCEMENT-ACTION'), of('TLP:RED', 'FIU-ONLY'), of('TLP:RED', 'RECORD-ONLY')],
    [null, null, null],
  ])('of %j and %j is %j', (a, b, expected) => {
    expect(strictest(a, b)).toEqual(expected);
  });

  it('keeps every handling caveat of both', () => {
    const a = { ...of('TLP:GREEN'), handling: ['no copies'] };
    const b = { ...of('TLP:AMBER'), handling: ['eyes only', 'no copies'] };
    expect(strictest(a, b)).toEqual({ ...of('TLP:AMBER'), handling: ['eyes only', 'no copies'] });
  });

  it('depends neither on order nor on grouping', () => {
    fc.assert(
      fc.property(marking, marking, marking, (a, b, c) => {
        expect(strictest(a, b)).toEqual(strictest(b, a));
        expect(strictest(strictest(a, b), c)).toEqual(strictest(a, strictest(b, c)));
      }),
    );
  });
});
