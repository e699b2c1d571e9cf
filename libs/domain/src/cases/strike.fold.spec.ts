import { describe, expect, it } from '@jest/globals';
import type { StrikeEvent } from '../strikes/strike.events';
import { after, moment } from '../testing/samples';
import { recorded, strike } from '../testing/views';
import { foldStrike } from './strike.fold';

const now = after('P1D');
const told = { mechanism: 'sample', by: 'XX', against: 'YY', class: 'drone-strike' } as const;
const data = { ...told, place: null, statement: '' };
const alleged = { type: 'StrikeAlleged', data, metadata: { occurredAt: moment(now) } } as const;

const fold = (...facts: readonly StrikeEvent[]) =>
  facts.reduce(
    (view, fact) => foldStrike(view, recorded(fact, now), 'strike-1'),
    foldStrike(null, recorded(alleged, now), 'strike-1'),
  );
const linked: StrikeEvent = { type: 'StrikeLinkedToCase', data: { caseId: 'case-1', reason: '' } };

describe('a strike', () => {
  it('begins with an allegation, or with a notification that is none', () => {
    expect(fold()).toEqual(strike(now, { linkedCases: [] }));
    const notified = recorded({ ...alleged, type: 'StrikeNotified' } as const, now, { exercise: true });
    expect(foldStrike(null, notified, 'strike-1')).toEqual(
      strike(now, { linkedCases: [], status: 'notified', alleged: false, exercise: true }),
    );
  });

  it('stays alleged whatever its author answers', () => {
    expect(fold(linked)).toEqual(strike(now));
    expect(fold(linked, { type: 'StrikeDenied', data: { statement: '' } })).toEqual(
      strike(now, { status: 'denied' }),
    );
    expect(fold(linked, { type: 'StrikeAdmitted', data: { statement: '' } })).toEqual(
      strike(now, { status: 'admitted' }),
    );
  });

  it('may be linked to several cases', () => {
    const second: StrikeEvent = { type: 'StrikeLinkedToCase', data: { caseId: 'case-2', reason: '' } };
    expect(fold(linked, second).linkedCases).toEqual(['case-1', 'case-2']);
  });

  it('begins with nothing else', () => {
    expect(() => foldStrike(null, recorded(linked, now), 'strike-1')).toThrow(RangeError);
    expect(foldStrike(fold(linked), recorded(alleged, now), 'strike-1')).toEqual(strike(now));
  });
});
