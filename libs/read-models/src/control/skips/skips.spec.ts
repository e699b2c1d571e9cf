import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DatabaseLocation } from '../../database/database';
import { databaseKind, scratch, type Scratch } from '../../testing/scratch';
import { openControlDatabase, type ControlDatabase } from '../control-database';
import { Skips } from './skips';

const now = '2026-11-24T00:00:00.000Z';

const failure = {
  position: 9_007_199_254_740_993n,
  eventId: '0b0e0a00-0000-4000-8000-000000000001',
  eventType: 'IntelligenceDrafted',
  error: 'data.kind: text expected',
  fingerprint: '0123456789ab',
};

describe(`skips on ${databaseKind}`, () => {
  let files: Scratch;
  let place: DatabaseLocation;
  const opened: ControlDatabase[] = [];
  const open = (readOnly = false) => {
    const database = openControlDatabase({ ...place, readOnly });
    opened.push(database);
    return new Skips(database, { now: () => Date.UTC(2026, 10, 24) });
  };
  beforeEach(async () => {
    files = scratch();
    place = await files.location('control.db');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()));
    await files.clear();
  });

  it('are none for a worker that comes before the api', async () => {
    const worker = open(true);
    expect([await worker.all(), [...(await worker.eventsOf('cases', 1))]]).toStrictEqual([[], []]);
  });

  it('hold for one projection, one version and one event, and are recorded once', async () => {
    const skip = { projection: 'cases', version: 2, event: failure, reason: 'Known fault.', skippedBy: 'op' };
    const api = open();
    await api.record(skip);
    await api.record({ ...skip, reason: 'Said again.' });
    const worker = open(true);
    expect(await worker.all()).toStrictEqual([{ ...skip, skippedAt: now, withdrawal: null }]);
    expect([...(await worker.eventsOf('cases', 2))]).toStrictEqual([failure.eventId]);
    expect([...(await worker.eventsOf('cases', 3))]).toStrictEqual([]);
    expect([...(await worker.eventsOf('ledger', 2))]).toStrictEqual([]);
  });

  it('are withdrawn on record, once, and may be said again', async () => {
    const skip = { projection: 'cases', version: 2, event: failure, reason: 'Known fault.', skippedBy: 'op' };
    const key = { projection: 'cases', version: 2, eventId: failure.eventId };
    const api = open();
    expect(await api.withdraw(key, { reason: 'Too soon.', withdrawnBy: 'op' })).toBe(false);
    await api.record(skip);
    expect(await api.withdraw({ ...key, version: 1 }, { reason: 'Another.', withdrawnBy: 'op' })).toBe(false);
    expect(await api.withdraw(key, { reason: 'Mended.', withdrawnBy: 'other' })).toBe(true);
    expect(await api.withdraw(key, { reason: 'Again.', withdrawnBy: 'op' })).toBe(false);
    const withdrawal = { reason: 'Mended.', withdrawnBy: 'other', withdrawnAt: now };
    const worker = open(true);
    expect(await worker.all()).toStrictEqual([{ ...skip, skippedAt: now, withdrawal }]);
    expect([...(await worker.eventsOf('cases', 2))]).toStrictEqual([]);
    await api.record({ ...skip, reason: 'Not mended.' });
    expect((await worker.all()).map(({ reason }) => reason)).toStrictEqual(['Known fault.', 'Not mended.']);
    expect([...(await worker.eventsOf('cases', 2))]).toStrictEqual([failure.eventId]);
  });
});
