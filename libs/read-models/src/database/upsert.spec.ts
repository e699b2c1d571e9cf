import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ledgerEvent, type LedgerEventRow } from '../ledger/ledger.table';
import { scratch, type Scratch } from '../testing/scratch';
import type { ReadDatabase } from './read-database';
import { upsert } from './upsert';

const row = (position: bigint, type: string): LedgerEventRow => ({
  position,
  stream: 'share-1',
  revision: position,
  type,
  recorded_at: 1n,
  max_recorded_at: 2n,
  exercise: 0n,
});

describe('upsert', () => {
  let files: Scratch;
  let db: ReadDatabase;
  beforeEach(async () => {
    files = scratch();
    db = await files.database();
  });
  afterEach(() => files.clear());

  const stored = async () => {
    const rows = await db.kysely.selectFrom('ledger_event').selectAll().orderBy('position').execute();
    return rows.map((found) => ({ ...found }));
  };

  it.each([0, 1, 3, 4, 5, 63, 341, 1_000])('writes %d rows, each once', async (count) => {
    const rows = Array.from({ length: count }, (_, n) => row(BigInt(n), `type ${n}`));
    await upsert(db.kysely, ledgerEvent, rows);
    expect(await stored()).toStrictEqual(rows);
  });

  it('replaces rows with a known key', async () => {
    await upsert(db.kysely, ledgerEvent, [row(1n, 'old'), row(2n, 'kept')]);
    await upsert(db.kysely, ledgerEvent, [row(3n, 'new'), row(1n, 'newer')]);
    expect(await stored()).toStrictEqual([row(1n, 'newer'), row(2n, 'kept'), row(3n, 'new')]);
  });
});
