import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadMechanism, MechanismError } from '../mechanism.load';
import type { Claims } from './claim-values';
import { identityOfClaims } from './identity-of-claims';

const FILE = join(__dirname, '../../../../deploy/mechanisms/doha-istanbul-2025.json');
const shipped = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>;
const mechanismWith = (signIn: unknown) => loadMechanism({ ...shipped, signIn, placeholders: [] });

const of = (claims: Claims, signIn: unknown = null) => {
  const mapped = identityOfClaims(claims, mechanismWith(signIn));
  return 'unmapped' in mapped ? `${mapped.unmapped}: ${mapped.detail}` : mapped;
};

const officer = { sub: 'u-1', name: 'A. Officer', mizan_role: 'sharer', mizan_party: 'PK' };

describe('the identity that claims stand for', () => {
  it('is read from the claims of the default where the file says nothing', () => {
    expect(of(officer)).toEqual({ id: 'u-1', party: 'PK', role: 'sharer', name: 'A. Officer' });
    expect(of({ sub: 'bot', mizan_role: ['registrar'] })).toEqual({
      id: 'bot',
      party: null,
      role: 'registrar',
      name: 'bot',
    });
    expect(of({ sub: 'c', mizan_role: 'co-chair', mizan_party: 'TR' })).toMatchObject({ party: 'TR' });
  });

  it('comes from groups and nested claims, both by a table', () => {
    const signIn = {
      claims: {
        id: 'preferred_username',
        role: ['realm_access', 'roles'],
        party: 'https://id.example/groups',
      },
      roles: { 'liaison-pk-out': 'sharer', 'liaison-af-out': 'sharer', reading: 'auditor' },
      parties: { pakistan: 'PK', afghanistan: 'AF' },
    };
    const claims = {
      sub: 'not this',
      preferred_username: 'k.one',
      realm_access: { roles: ['offline_access', 'liaison-af-out'] },
      'https://id.example/groups': ['everyone', 'afghanistan'],
    };
    expect(of(claims, signIn)).toEqual({ id: 'k.one', party: 'AF', role: 'sharer', name: 'k.one' });
    const reader = {
      ...claims,
      realm_access: { roles: ['reading'] },
      'https://id.example/groups': ['everyone'],
    };
    expect(of(reader, signIn)).toMatchObject({ party: null, role: 'auditor' });
  });

  it('takes two values that mean the same as one', () => {
    const signIn = { roles: { a: 'sharer', b: 'sharer' } };
    expect(of({ ...officer, mizan_role: ['a', 'b'] }, signIn)).toMatchObject({ role: 'sharer' });
  });

  it.each<[string, Claims, string]>([
    ['no id', { ...officer, sub: undefined }, 'IDENTITY_UNMAPPED: The claim "sub" holds no usable id.'],
    [
      "the server's id",
      { ...officer, sub: 'system' },
      'IDENTITY_UNMAPPED: The claim "sub" holds no usable id.',
    ],
    [
      'an id with a break',
      { ...officer, sub: 'a\nb' },
      'IDENTITY_UNMAPPED: The claim "sub" holds no usable id.',
    ],
    [
      'no role',
      { sub: 'u-1', name: 'N' },
      'IDENTITY_UNMAPPED: The claim "mizan_role" holds no role of this ledger.',
    ],
    [
      'a role nobody knows',
      { ...officer, mizan_role: ['king', 7, '', null] },
      'IDENTITY_UNMAPPED: The claim "mizan_role" holds no role of this ledger.',
    ],
    [
      "the server's role",
      { ...officer, mizan_role: 'system' },
      'IDENTITY_UNMAPPED: The claim "mizan_role" holds no role of this ledger.',
    ],
    [
      'two roles',
      { ...officer, mizan_role: ['sharer', 'approver'] },
      'IDENTITY_AMBIGUOUS: The claim "mizan_role" stands for several roles (sharer, approver); an identity holds one.',
    ],
    [
      'no party where one is needed',
      { ...officer, mizan_party: undefined },
      'IDENTITY_UNMAPPED: The claim "mizan_party" names none of PK, AF, and a sharer needs one.',
    ],
    [
      'a facilitator who would share',
      { ...officer, mizan_party: 'TR' },
      'IDENTITY_UNMAPPED: The claim "mizan_party" names none of PK, AF, and a sharer needs one.',
    ],
    [
      'a party nobody knows',
      { ...officer, mizan_role: 'co-chair', mizan_party: 'ZZ' },
      'IDENTITY_UNMAPPED: The claim "mizan_party" names none of PK, AF, TR, QA, and a co-chair needs one.',
    ],
    [
      'two parties',
      { ...officer, mizan_party: ['PK', 'AF'] },
      'IDENTITY_AMBIGUOUS: The claim "mizan_party" stands for several parties (PK, AF).',
    ],
  ])('is refused for %s', (_, claims, words) => {
    expect(of(claims)).toBe(words);
  });

  it('does not come from what every object inherits', () => {
    const signIn = { claims: { role: ['constructor', 'name'] }, roles: { Object: 'auditor' } };
    expect(of(officer, signIn)).toMatch(/"constructor" → "name" holds no role/);
    expect(of({ ...officer, mizan_role: 'toString' }, { roles: {} })).toMatch(/holds no role/);
  });
});

describe('a sign-in that no ledger understands', () => {
  const problemsOf = (signIn: unknown): unknown => {
    try {
      return mechanismWith(signIn).signIn;
    } catch (error) {
      if (error instanceof MechanismError) return error.problems.map((p) => `${p.path}: ${p.message}`);
      throw error;
    }
  };

  it.each([
    ['x', ['signIn: expected an object, found "x"']],
    [{ claim: {} }, ['signIn.claim: is not a field of a mechanism file']],
    [{ claims: { role: [] } }, ['signIn.claims.role: expected at least one name of a claim']],
    [{ claims: { role: 7 } }, ['signIn.claims.role: expected the name of a claim, found 7']],
    [{ parties: { pk: 'ZZ' } }, ['signIn.parties.pk: expected one of PK, AF, TR, QA']],
    [{ roles: ['sharer'] }, ['signIn.roles: expected an object, found ["sharer"]']],
  ])('%j', (signIn, problems) => {
    expect(problemsOf(signIn)).toEqual(problems);
  });

  it('gives the role of the server to nobody', () => {
    expect(problemsOf({ roles: { a: 'system' } })).toEqual([
      expect.stringMatching(/^signIn\.roles\.a: expected one of sharer, .*operator, found "system"$/),
    ]);
  });
});
