import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counterparty, personaOf } from './mechanism';
import { loadMechanism, MechanismError } from './mechanism.load';

const FILE = join(__dirname, '../../../deploy/mechanisms/doha-istanbul-2025.json');
const shipped = () => JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>;

function problemsOf(json: unknown): string[] {
  try {
    loadMechanism(json);
  } catch (error) {
    if (error instanceof MechanismError) return error.problems.map((p) => `${p.path}: ${p.message}`);
    throw error;
  }
  return [];
}

describe('the mechanism file that ships', () => {
  const mechanism = loadMechanism(shipped());

  it('has the personas the command line knows', () => {
    expect(mechanism.personas.map((persona) => persona.id)).toEqual([
      'pk.sharer',
      'pk.approver',
      'pk.recipient',
      'af.sharer',
      'af.approver',
      'af.recipient',
      'tr.cochair',
      'qa.cochair',
      'jvt.verifier',
      'registrar',
      'auditor',
      'operator',
    ]);
    expect(personaOf(mechanism, 'tr.cochair')).toEqual({
      id: 'tr.cochair',
      party: 'TR',
      role: 'co-chair',
      name: 'Co-chair, Türkiye',
    });
    expect(personaOf(mechanism, 'nobody')).toBeNull();
  });

  it('names two parties that face each other', () => {
    const [first, second] = mechanism.parties;
    expect(counterparty(mechanism, first.id)).toEqual(second);
    expect(counterparty(mechanism, second.id)).toEqual(first);
    expect(counterparty(mechanism, 'ZZ')).toBeNull();
  });

  it('marks what nobody has published', () => {
    const paths = mechanism.placeholders.map((placeholder) => placeholder.path);
    expect(paths).toEqual(expect.arrayContaining(['timers', 'committees', 'sectors']));
  });
});

describe('a wrong mechanism file is refused with every reason', () => {
  it.each([null, 'text', [], 7])('%j is no mechanism', (json) => {
    expect(problemsOf(json)[0]).toMatch(/^: expected an object/);
  });

  it('names a misspelt field and the missing one', () => {
    const { timers, ...rest } = shipped();
    expect(problemsOf({ ...rest, timer: timers })).toEqual([
      'timer: is not a field of a mechanism file',
      'timers: expected an object, found nothing',
      ...['receipt', 'triage', 'action', 'evidence', 'verification', 'dispute', 'review'].map(
        (name) =>
          `timers.${name}: expected an ISO 8601 duration longer than nothing, such as P3D or PT24H, found nothing`,
      ),
    ]);
  });

  it.each(['3 days', 'P', 'PT', 'P1M', 'PT0S', 'P3DT', '', 3])('timer %j is no duration', (receipt) => {
    const timers = { ...(shipped()['timers'] as object), receipt };
    expect(problemsOf({ ...shipped(), timers })).toHaveLength(1);
  });

  it.each(['P3D', 'PT24H', 'P1DT12H', 'PT90M', 'PT2S', 'P2W', 'P0DT1S'])('timer %s is one', (receipt) => {
    const timers = { ...(shipped()['timers'] as object), receipt };
    expect(problemsOf({ ...shipped(), timers })).toEqual([]);
  });

  it('wants exactly two parties', () => {
    const parties = (shipped()['parties'] as unknown[]).slice(0, 1);
    expect(problemsOf({ ...shipped(), parties })).toEqual(['parties: expected exactly two, found 1']);
  });

  it('wants every liaison officer to speak for a party, and every id once', () => {
    const { parties, facilitators } = loadMechanism(shipped());
    const sides = parties.map((side) => side.id).join(', ');
    const known = [...parties, ...facilitators].map((side) => side.id).join(', ');
    const officer = { id: 'tr.sharer', party: 'TR', role: 'sharer', name: 'Nobody' };
    const stranger = { id: 'x.verifier', party: 'ZZ', role: 'verifier', name: 'Nobody' };
    expect(problemsOf({ ...shipped(), personas: [officer, officer, stranger], placeholders: [] })).toEqual([
      'personas: "tr.sharer" is there twice',
      `personas.0.party: a sharer speaks for one of ${sides}`,
      `personas.1.party: a sharer speaks for one of ${sides}`,
      `personas.2.party: expected one of ${known}, or null`,
    ]);
  });

  it('wants a crossing placed wholly or not at all, on this planet', () => {
    const crossing = { id: 'gate', name: 'Gate', lat: 91, lon: 70, method: 'guess' };
    expect(problemsOf({ ...shipped(), crossings: [crossing] })).toEqual([
      'crossings.0.lat: expected a number from -90 to 90, found 91',
    ]);
    expect(problemsOf({ ...shipped(), crossings: [{ ...crossing, lat: 34 }] })).toEqual([
      'crossings.0: lat, lon and precisionM are given together or not at all',
    ]);
  });

  it('wants placeholders to point at something', () => {
    expect(problemsOf({ ...shipped(), placeholders: [{ path: 'timers.tea', note: 'none' }] })).toEqual([
      'placeholders: "timers.tea" is not in the file',
    ]);
  });
});
