import { describe, expect, it } from '@jest/globals';
import type { CaseModel } from './case.model';
import { casePage } from './case.page';

const draft: CaseModel = {
  id: 'c1',
  reference: 'PK-7F3A-Q2',
  sharer: 'PK',
  recipient: 'AF',
  kind: 'cache',
  requestedAction: 'seizure',
  state: 'Draft',
  overlays: [],
  outcome: { claimed: 'open', contested: false, found: null },
  due: null,
  believed: null,
  place: [],
  facts: [],
  timeline: [],
  replay: [],
  strip: [],
  moment: {
    position: '77',
    validAt: '2026-11-24T04:00:00.000Z',
    tense: 'now',
    asked: { asOf: null, validAt: null },
  },
  zones: [],
};

const textOf = (changes: Partial<CaseModel>) =>
  casePage({ ...draft, ...changes })
    .toString()
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, ' ');

describe('the page of a case', () => {
  it('says of a draft that no clock runs', () => {
    const text = textOf({});
    expect(text).toContain('A draft: no clock runs before it is delivered.');
    expect(text).not.toContain('The clock still runs.');
  });

  it('says of a returned case why no clock runs', () => {
    const outcome = { claimed: 'returned', contested: false, found: null } as const;
    const returned = { type: 'ShareReturned', position: '9', recordedAt: draft.moment.validAt, overlays: [] };
    const text = textOf({
      state: 'Returned',
      outcome,
      replay: [{ ...returned, state: 'Returned', due: null, outcome }],
    });
    expect(text.match(/not running: returned/g)).toHaveLength(2);
    expect(textOf({})).toContain('not running: nothing was delivered');
  });

  it('says of an open case that its clock runs', () => {
    const text = textOf({ state: 'Delivered', due: '2026-11-30T04:00:00.000Z' });
    expect(text).toContain('The clock still runs.');
    expect(text).toContain('in 6 days');
  });
});
