import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReadDatabase } from '../database/read-database';
import { upsert } from '../database/upsert';
import { strikeVersion, type StrikeVersionRow } from '../share-board/share-board.tables';
import { scratch, type Scratch } from '../testing/scratch';
import { copyingRows } from './copy-rows';

const row = (position: bigint, event: string | null): StrikeVersionRow => ({
  strike_id: 'one',
  from_position: position,
  to_position: null,
  created_position: -1n,
  revision: 2n ** 62n,
  exercise: 1n,
  view: '',
  event,
});

describe('rows by COPY', () => {
  const copyRows = copyingRows();
  let files: Scratch;
  let db: ReadDatabase;
  beforeEach(async () => {
    files = scratch();
    db = await files.database();
  });
  afterEach(() => files.clear());

  const stored = async () => {
    const rows = await db.kysely.selectFrom('strike_version').selectAll().orderBy('from_position').execute();
    return rows.map((found) => ({ ...found }));
  };

  // They fill several pieces, whose ends lie anywhere in a row.
  const many = Array.from({ length: 3_000 }, (_, n) => 'ä'.repeat(n % 97));

  it('writes what an insert writes, whatever the text', async () => {
    const texts = [
      null,
      '',
      'plain',
      '\\N',
      '\\.',
      'a\tb\nc\r\\d',
      'تراز ☾ 𝒳',
      '"\\u0000"',
      'x'.repeat(1_500_000),
      ...many,
    ];
    const rows = texts.map((text, n) => row(BigInt(n), text));
    await copyRows(db.kysely, strikeVersion, rows);
    const copied = await stored();
    await db.kysely.deleteFrom('strike_version').execute();
    await upsert(db.kysely, strikeVersion, rows);
    expect(copied).toStrictEqual(await stored());
    expect(copied).toStrictEqual(rows);
  });

  it('writes nothing for no rows', async () => {
    await copyRows(db.kysely, strikeVersion, []);
    expect(await stored()).toStrictEqual([]);
  });

  it('says what the server refuses, and leaves the connection usable', async () => {
    await expect(copyRows(db.kysely, strikeVersion, [row(1n, 'a'), row(1n, 'b')])).rejects.toThrow(
      /duplicate key/,
    );
    await copyRows(db.kysely, strikeVersion, [row(1n, 'c')]);
    expect(await stored()).toStrictEqual([row(1n, 'c')]);
  });
});
