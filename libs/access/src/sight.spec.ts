import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROLES, SYSTEM, type Identity, type Role } from './identity';
import { strictest, TLP_LEVELS, type Tlp } from './marking';
import { sightOf, type Sight, type Visible } from './sight';

const as = (role: Role, party: string | null = null): Identity => ({
  id: 'someone',
  party,
  role,
  name: role,
});
const shared = (tlp: string | null, state = 'Delivered'): Visible => ({
  sharer: 'AA',
  recipient: 'BB',
  state,
  marking: tlp === null ? null : { tlp },
});
const seenAs = (sight: Sight, subject: Visible) =>
  ROLES.filter((role) => sightOf(as(role), subject) === sight);

const CORE: Role[] = ['registrar', 'verifier', 'co-chair', 'auditor', 'system'];
const AMBER: Role[] = [
  'registrar',
  'verifier',
  'committee',
  'co-chair',
  'fiu',
  'humanitarian',
  'auditor',
  'system',
];

describe('a released case', () => {
  it.each([null, 'TLP:RED', 'tlp:clear', 'SECRET'])('marked %s is for need-to-know only', (tlp) => {
    expect(seenAs('full', shared(tlp))).toEqual(CORE);
    expect(seenAs('coarse', shared(tlp))).toEqual([]);
  });

  it.each(['TLP:AMBER', 'TLP:AMBER+STRICT'])(
    'marked %s adds committees, financing and humanitarian',
    (tlp) => {
      expect(seenAs('full', shared(tlp))).toEqual(AMBER);
      expect(seenAs('coarse', shared(tlp))).toEqual([]);
    },
  );

  it('marked GREEN adds observer and operator, with a coarse place', () => {
    expect(seenAs('full', shared('TLP:GREEN'))).toEqual(AMBER);
    expect(seenAs('coarse', shared('TLP:GREEN'))).toEqual(['observer', 'operator']);
  });

  it('marked CLEAR is shown to everyone else with a coarse place', () => {
    expect(seenAs('full', shared('TLP:CLEAR'))).toEqual(AMBER);
    expect(seenAs('none', shared('TLP:CLEAR'))).toEqual([]);
  });

  it.each(['sharer', 'approver', 'recipient'] as const)('is open to the %s of both its parties', (role) => {
    expect(['AA', 'BB', 'CC'].map((party) => sightOf(as(role, party), shared(null)))).toEqual([
      'full',
      'full',
      'none',
    ]);
  });

  it('is not opened by a party code on an office that is not a liaison office', () => {
    expect(sightOf(as('observer', 'AA'), shared('TLP:RED'))).toBe('none');
  });
});

describe('a draft', () => {
  it('is read by the drafting party, co-chairs, auditor and the system, whatever its marking', () => {
    for (const tlp of [null, ...TLP_LEVELS]) {
      expect(seenAs('full', shared(tlp, 'Draft'))).toEqual(['co-chair', 'auditor', 'system']);
      expect(seenAs('coarse', shared(tlp, 'Draft'))).toEqual([]);
      expect(sightOf(as('sharer', 'AA'), shared(tlp, 'Draft'))).toBe('full');
      expect(sightOf(as('approver', 'AA'), shared(tlp, 'Draft'))).toBe('full');
      expect(sightOf(as('recipient', 'BB'), shared(tlp, 'Draft'))).toBe('none');
    }
    expect(sightOf(SYSTEM, shared(null, 'Draft'))).toBe('full');
  });
});

describe('properties', () => {
  const level = fc.constantFrom(null, ...TLP_LEVELS);
  const identity = fc.record({
    id: fc.constant('someone'),
    party: fc.constantFrom(null, 'AA', 'BB', 'CC'),
    role: fc.constantFrom(...ROLES),
    name: fc.constant('Someone'),
  });
  const state = fc.constantFrom('Draft', 'Delivered', 'Closed');
  const amount = { none: 0, coarse: 1, full: 2 };

  it('a stricter marking never shows more', () => {
    fc.assert(
      fc.property(identity, state, level, level, (who, where, a, b) => {
        const seen = (tlp: string | null) => amount[sightOf(who, shared(tlp, where))];
        const inherited = strictest(mark(a), mark(b))?.tlp ?? null;
        expect(seen(inherited)).toBe(Math.min(seen(a), seen(b)));
      }),
    );
  });

  it('swapping the two parties changes no sight of a released case', () => {
    const swap = (party: string | null) => (party === 'AA' ? 'BB' : party === 'BB' ? 'AA' : party);
    fc.assert(
      fc.property(identity, level, (who, tlp) => {
        const swapped = { ...who, party: swap(who.party) };
        expect(sightOf(swapped, shared(tlp))).toBe(sightOf(who, shared(tlp)));
      }),
    );
  });
});

function mark(tlp: Tlp | null) {
  return tlp === null ? null : { tlp, handling: [], permissibleUse: null };
}
