import { describe, expect, it } from '@jest/globals';
import { checkBody } from '../testing/check-body';
import { DraftShareDto } from './draft.dto';
import { actOrder, draftOrder, nothingFoundOrder, type ShareOrder } from './share.orders';
import { ActDto, NothingFoundDto } from './steps.dto';

const given = {
  now: '2026-11-24T12:00:00.000Z',
  actor: { id: 'pk.sharer', party: 'PK', role: 'sharer' },
};
const frame = {
  reference: 'PK-7F3A-Q2',
  mechanism: 'doha-istanbul-2025',
  recipient: 'AF',
  verificationWindow: 'P3D',
};
const share = {
  kind: 'hideout',
  place: { input: '42S WC 1234 5678' },
  believed: 'A fictional store.',
  requestedAction: 'search',
  deadline: 'P7D',
  hold: { beyondDeadline: 'P3D' },
  grade: { scheme: 'admiralty', reliability: 'B', credibility: '2' },
};

async function accepted<T>(Dto: new () => T, body: unknown): Promise<T> {
  const result = await checkBody(Dto, body);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result.value;
}

async function drafted(changes: object = {}): Promise<Record<string, unknown>> {
  const dto = await accepted(DraftShareDto, { ...share, ...changes });
  return { ...draftOrder(dto, frame)(given) };
}

describe('the order of a draft', () => {
  it('fills in what its author may leave out', async () => {
    const draft = await drafted();
    expect(draft).toMatchObject({ type: 'DraftIntelligence', ...given, ...frame, marking: null });
    expect(draft['deadline']).toEqual({ within: 'P7D', by: null });
    expect(draft['hold']).toEqual({ area: draft['place'], beyondDeadline: 'P3D', reserved: [] });
    expect(draft['grade']).toEqual({ scheme: 'admiralty', reliability: 'B', credibility: '2', value: null });
  });

  it('keeps what its author says', async () => {
    const draft = await drafted({
      deadline: '2026-12-01T00:00:00+05:00',
      hold: { area: { input: '42S WC 12 56' }, beyondDeadline: 'P4D', reserved: ['Self-defence.'] },
      marking: { tlp: 'TLP:AMBER', permissibleUse: 'VERIFY-ONLY' },
    });
    expect(draft['deadline']).toEqual({ within: null, by: '2026-11-30T19:00:00.000Z' });
    expect(draft['hold']).toMatchObject({ area: { mgrs: '42SWC1256' }, reserved: ['Self-defence.'] });
    expect(draft['marking']).toEqual({ tlp: 'TLP:AMBER', handling: [], permissibleUse: 'VERIFY-ONLY' });
  });

  it('may lack its hold', async () => {
    expect((await drafted({ hold: undefined }))['hold']).toBeNull();
    expect((await drafted({ hold: null }))['hold']).toBeNull();
  });
});

describe('the order of a report', () => {
  const decided = (order: ShareOrder) => ({ ...order(given) });

  it('is about now, with nothing counted, unless it says more', async () => {
    expect(decided(actOrder(await accepted(ActDto, { kind: 'raid' })))).toEqual({
      type: 'ReportAction',
      ...given,
      kind: 'raid',
      results: { persons: null, items: null, sites: null },
      place: null,
      occurredAt: {
        from: given.now,
        to: given.now,
        precision: 'millisecond',
        verbatim: given.now,
        offset: 'Z',
      },
    });
  });

  it('ends an hour "to the hour" with the hour', async () => {
    const dto = await accepted(ActDto, {
      kind: 'search',
      occurredAt: { from: '2026-11-23T09:00:00+04:30', precision: 'hour' },
      results: { persons: 0, sites: 1 },
      place: { input: '42S WC 12 56' },
    });
    expect(decided(actOrder(dto))).toMatchObject({
      occurredAt: { from: '2026-11-23T04:30:00.000Z', to: '2026-11-23T05:29:59.999Z', offset: '+04:30' },
      results: { persons: 0, items: null, sites: 1 },
      place: { mgrs: '42SWC1256' },
    });
  });

  it('of nothing found is a search, unless it says otherwise', async () => {
    const dto = await accepted(NothingFoundDto, {});
    expect(decided(nothingFoundOrder(dto))).toMatchObject({
      type: 'ReportNothingFound',
      kind: 'search',
      note: '',
    });
    const raid = await accepted(NothingFoundDto, { kind: 'raid', note: 'Left days ago.' });
    expect(decided(nothingFoundOrder(raid))).toMatchObject({ kind: 'raid', note: 'Left days ago.' });
  });
});
