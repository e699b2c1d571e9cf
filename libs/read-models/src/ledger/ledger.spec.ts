import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { ReadDatabase } from '../database/read-database';
import { readModelProjections } from '../projections';
import { applyInBatches } from '../testing/apply';
import { decodedEvent } from '../testing/events';
import { scratch, type Scratch } from '../testing/scratch';
import { ledgerProjection } from './ledger.projection';
import { LedgerQueries } from './ledger.queries';

const instant = (ms: number) => new Date(ms).toISOString();
const start = Date.UTC(2026, 9, 1);

describe('ledger', () => {
  let files: Scratch;
  let db: ReadDatabase;
  let ledger: LedgerQueries;
  beforeEach(async () => {
    files = scratch();
    db = await files.database();
    ledger = new LedgerQueries(db);
  });
  afterEach(() => files.clear());

  const record = (recorded: readonly number[], { size = 500, exercise = false } = {}) =>
    applyInBatches(db, ledgerProjection(), {
      size,
      events: recorded.map((ms, n) =>
        decodedEvent({ position: BigInt(n + 1) * 100n, recordedAt: instant(ms), exercise }),
      ),
    });

  it('is empty before the first event', async () => {
    expect(await ledger.head()).toBeNull();
    expect(await ledger.applied()).toBeNull();
    expect(await ledger.positionAt('2026-10-01T00:00:00Z')).toBe(0n);
    expect(await ledger.reach(100n)).toBeNull();
    expect(await ledger.reach(null)).toBeNull();
    expect(await ledger.isExercise()).toBe(false);
    expect(await ledger.count()).toBe(0);
  });

  it('knows head, count, and how far it goes, also where a clock was set back', async () => {
    await record([start, start + 1_000, start + 500]);
    expect(await ledger.head()).toBe(300n);
    expect(await ledger.count()).toBe(3);
    expect(await ledger.count(200n)).toBe(2);
    expect(await ledger.reach(99n)).toBeNull();
    expect(await ledger.reach(100n)).toEqual({ position: 100n, recordedBy: '2026-10-01T00:00:00.000Z' });
    expect(await ledger.reach(299n)).toEqual({ position: 200n, recordedBy: '2026-10-01T00:00:01.000Z' });
    expect(await ledger.reach(300n)).toEqual({ position: 300n, recordedBy: '2026-10-01T00:00:01.000Z' });
    expect(await ledger.reach(null)).toEqual(await ledger.reach(300n));
  });

  it('ends what was known at an instant before the first event that was recorded later', async () => {
    await record([start, start + 2_000, start + 1_000, start + 3_000]);
    expect(await ledger.positionAt(instant(start - 1))).toBe(0n);
    expect(await ledger.positionAt(instant(start))).toBe(100n);
    expect(await ledger.positionAt(instant(start + 1_000))).toBe(100n);
    expect(await ledger.positionAt(instant(start + 2_000))).toBe(300n);
    expect(await ledger.positionAt(instant(start + 9_000))).toBe(400n);
  });

  it('turns any instant into the same position as a walk through the ledger, whatever the clocks did', async () => {
    const steps = fc.array(fc.integer({ min: -5, max: 10 }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 9 }), async (jumps, size) => {
        const other = scratch();
        try {
          const database = await other.database();
          let clock = start;
          const recorded = jumps.map((jump) => (clock += jump));
          const events = recorded.map((ms, n) =>
            decodedEvent({ position: BigInt(n + 1), recordedAt: instant(ms) }),
          );
          await applyInBatches(database, ledgerProjection(), { events, size });
          const queries = new LedgerQueries(database);
          for (const ms of new Set(recorded.flatMap((at) => [at - 1, at, at + 1]))) {
            const later = recorded.findIndex((at) => at > ms);
            const walked = later < 0 ? recorded.length : later;
            expect(await queries.positionAt(instant(ms))).toBe(BigInt(walked));
          }
        } finally {
          await other.clear();
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('is an exercise when it began with one', async () => {
    await record([start, start], { exercise: true });
    expect(await ledger.isExercise()).toBe(true);
  });

  it('has applied what the slowest projection has', async () => {
    const names = readModelProjections().map(({ name }) => name);
    expect(names).toStrictEqual(['cases', 'incidents', 'ledger']);
    const checkpoint = (name: string, position: bigint | null) =>
      db.kysely
        .insertInto('checkpoint')
        .values({ name, version: 1n, position, failure: null, rebuild_done: null, rebuild_head: null })
        .execute();
    await checkpoint('cases', 300n);
    await checkpoint('deadline', 10n);
    await checkpoint('incidents', null);
    await checkpoint('ledger', 400n);
    expect(await ledger.applied()).toBeNull();
    await db.kysely
      .updateTable('checkpoint')
      .set({ position: 200n })
      .where('name', '=', 'incidents')
      .execute();
    expect(await ledger.applied()).toBe(200n);
    expect(await ledger.waitFor(200n, 0)).toBe(true);
    expect(await ledger.waitFor(201n, 25)).toBe(false);
    const waiting = ledger.waitFor(201n, 2_000);
    await db.kysely
      .updateTable('checkpoint')
      .set({ position: 201n })
      .where('name', '=', 'incidents')
      .execute();
    expect(await waiting).toBe(true);
  });

  it('refuses an instant that is none', async () => {
    await expect(ledger.positionAt('yesterday')).rejects.toThrow('"yesterday" is not an instant.');
  });
});
