import { describe, expect, it } from '@jest/globals';
import type { LedgerQueries } from '@mizan/read-models';
import { Problem } from './problem';
import { AsOfPipe } from './read';

/** A ledger of two events, readable up to the first of them. */
const recorded = new Map([
  [100n, '2026-11-01T00:00:00.000Z'],
  [200n, '2026-11-02T00:00:00.000Z'],
]);

const ledger: Partial<LedgerQueries> = {
  head: () => Promise.resolve(200n),
  waitFor: (position, milliseconds) => Promise.resolve(position <= 100n && milliseconds === 5_000),
  positionAt: (instant) =>
    Promise.resolve(
      [...recorded]
        .filter(([, at]) => at <= instant)
        .map(([position]) => position)
        .at(-1) ?? 0n,
    ),
  reach: (asOf) =>
    Promise.resolve(
      [...recorded]
        .filter(([position]) => asOf === null || position <= asOf)
        .map(([position, recordedBy]) => ({ position, recordedBy }))
        .at(-1) ?? null,
    ),
};

const now = Date.parse('2026-11-24T12:00:00Z');
const pipe = new AsOfPipe(ledger as LedgerQueries, { now: () => now });

async function problemOf(query: Record<string, unknown>): Promise<string> {
  try {
    await pipe.transform(query as never);
  } catch (error) {
    if (error instanceof Problem) return `${error.status} ${error.code}`;
    throw error;
  }
  return 'none';
}

describe('the as-of pair of a read', () => {
  it('is now, where nothing is asked', async () => {
    expect(await pipe.transform({})).toEqual({
      asOf: null,
      validAt: '2026-11-24T12:00:00.000Z',
      asOfLabel: '200',
      asked: { asOf: null, validAt: null },
    });
  });

  it('is never earlier than what is recorded, whatever this clock says', async () => {
    const behind = new AsOfPipe(ledger as LedgerQueries, { now: () => Date.parse('2026-11-01T23:59:00Z') });
    expect((await behind.transform({})).validAt).toBe('2026-11-02T00:00:00.000Z');
  });

  it('is a position and the moment of its event', async () => {
    expect(await pipe.transform({ asOf: '100' })).toEqual({
      asOf: 100n,
      validAt: '2026-11-01T00:00:00.000Z',
      asOfLabel: '100',
      asked: { asOf: '100', validAt: null },
    });
  });

  it('is the last position known at an instant', async () => {
    expect(await pipe.transform({ asOf: '2026-11-02T04:29:59+04:30' })).toEqual({
      asOf: 100n,
      validAt: '2026-11-01T00:00:00.000Z',
      asOfLabel: '100',
      asked: { asOf: '2026-11-02T04:29:59+04:30', validAt: null },
    });
  });

  it('before everything is empty, and its time is now', async () => {
    expect(await pipe.transform({ asOf: '2020-01-01T00:00:00Z' })).toEqual({
      asOf: 0n,
      validAt: '2026-11-24T12:00:00.000Z',
      asOfLabel: '0',
      asked: { asOf: '2020-01-01T00:00:00Z', validAt: null },
    });
  });

  it('takes another moment up to which time has run', async () => {
    const asked = { asOf: '100', validAt: '2026-11-03T00:00:00+05:00' };
    const pair = await pipe.transform(asked);
    expect([pair.validAt, pair.asked]).toEqual([
      '2026-11-02T19:00:00.000Z',
      { ...asked, validAt: pair.validAt },
    ]);
    expect((await pipe.transform({ validAt: '2020-01-01T00:00:00Z' })).validAt).toBe(
      '2020-01-01T00:00:00.000Z',
    );
  });

  it.each([
    [{ asOf: 'yesterday' }, '400 PARAMETER_INVALID'],
    [{ asOf: '' }, '400 PARAMETER_INVALID'],
    [{ asOf: '-1' }, '400 PARAMETER_INVALID'],
    [{ asOf: '2026-02-31T00:00:00Z' }, '400 PARAMETER_INVALID'],
    [{ asOf: ['1', '2'] }, '400 PARAMETER_INVALID'],
    [{ asOf: '201' }, '400 POSITION_UNKNOWN'],
    [{ validAt: '2026-11-01' }, '400 PARAMETER_INVALID'],
    [{ waitFor: '2026-11-01T00:00:00Z' }, '400 PARAMETER_INVALID'],
    [{ waitFor: '150' }, '504 READ_MODEL_BEHIND'],
    [{ asOf: '200' }, '504 READ_MODEL_BEHIND'],
  ])('%j is answered with %s', async (query, problem) => {
    expect(await problemOf(query)).toBe(problem);
  });
});
