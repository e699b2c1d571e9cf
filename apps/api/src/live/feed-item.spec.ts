import { describe, expect, it } from '@jest/globals';
import type { Identity } from '@mizan/access';
import type { CaseView, StrikeView } from '@mizan/domain';
import type { FeedRow } from '@mizan/read-models';
import { exampleCase } from '../testing/case-example';
import { FeedItem } from './feed-item';

const recordedAt = '2026-11-24T00:00:00.000Z';
const one: CaseView = { ...exampleCase(), id: 'one', reference: 'PK-1', marking: null };
const draft: CaseView = { ...one, id: 'two', reference: 'PK-2', state: 'Draft' };
const strike = { by: one.sharer, against: one.recipient } as StrikeView;

const row = (changes: Partial<FeedRow>): FeedRow => ({
  position: 7n,
  type: 'StrikeLinkedToCase',
  recordedAt,
  revision: 1n,
  exercise: true,
  subject: { kind: 'strike', id: 's' },
  strike,
  cases: [one, draft],
  ...changes,
});
const reader = (role: Identity['role'], party: string | null): Identity => ({
  id: role,
  role,
  party,
  name: role,
});
const all = { types: new Set<string>(), caseId: null };
const references = (
  item: FeedItem,
  who: Identity,
  wanted: typeof all | { types: Set<string>; caseId: string } = all,
) =>
  [...(item.frameFor(who, wanted)?.matchAll(/"reference":"([^"]+)"/g) ?? [])].map(
    ([, reference]) => reference,
  );

describe('an entry that many readers share', () => {
  it('tells each the cases it may see, whoever was told before', () => {
    const item = new FeedItem(row({}));
    const [chair, recipient] = [reader('co-chair', 'TR'), reader('recipient', one.recipient)];
    for (let turn = 0; turn < 2; turn++) {
      expect(references(item, chair)).toEqual(['PK-1', 'PK-2']);
      expect(references(item, recipient)).toEqual(['PK-1']);
    }
    expect(item.frameFor(reader('operator', null), all)).toBeNull();
  });

  it('is told without any case to a party of the strike, and to nobody whose case it is not', () => {
    const item = new FeedItem(row({ cases: [draft] }));
    const recipient = reader('recipient', one.recipient);
    expect(item.frameFor(recipient, all)).toContain('"cases":[]');
    expect(item.frameFor(recipient, { types: new Set(), caseId: 'two' })).toBeNull();
    expect(new FeedItem(row({ cases: [draft], strike: null })).frameFor(recipient, all)).toBeNull();
  });

  it('is told only where its type and its case are asked for', () => {
    const item = new FeedItem(row({}));
    const chair = reader('co-chair', 'TR');
    expect(references(item, chair, { types: new Set(['StrikeLinkedToCase']), caseId: 'two' })).toHaveLength(
      2,
    );
    expect(item.frameFor(chair, { types: new Set(['ShareAdmitted']), caseId: null })).toBeNull();
    expect(item.frameFor(chair, { types: new Set(), caseId: 'three' })).toBeNull();
  });
});
