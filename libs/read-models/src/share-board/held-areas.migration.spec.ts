import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Decoded } from '@mizan/es';
import { sql } from 'kysely';
import { migrate, migrateTo, readPlan } from '../database/migrate';
import { migrations } from '../database/migrations';
import { openReadDatabase } from '../database/read-database';
import { loadCheckpoint } from '../operations/checkpoint-store';
import { applyInBatches } from '../testing/apply';
import { historyFrom } from '../testing/random-history';
import { scratch, type Scratch } from '../testing/scratch';
import { CaseQueries } from './case.queries';
import { casesProjection } from './share-board.projection';

const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0007'));

let files: Scratch;
beforeEach(() => {
  files = scratch();
});
afterEach(() => files.clear());

it('lets the board begin again, so that no view is without the area of its hold', async () => {
  const history = historyFrom([0, 0, 1, 2].map((verb) => ({ subject: 0, verb, jump: 1_000 })));
  const events = history.events.map((event) => history.codec.decode(event) as Decoded);
  const db = openReadDatabase(await files.location('old.db'));
  await migrateTo({ ...readPlan, steps: before }, db);
  await applyInBatches(db, casesProjection(), { events, size: 9 });
  await sql`insert into checkpoint (name, version, position) values ('ledger', 1, 7)`.execute(db.kysely);
  expect(await loadCheckpoint(db.kysely, 'cases')).not.toBeNull();
  await migrate(db);
  expect(await new CaseQueries(db).all(null)).toEqual([]);
  expect(await loadCheckpoint(db.kysely, 'cases')).toBeNull();
  expect((await loadCheckpoint(db.kysely, 'ledger'))?.position).toBe(7n);
  await applyInBatches(db, casesProjection(), { events, size: 9 });
  expect((await new CaseQueries(db).all(null)).length).toBeGreaterThan(0);
  await db.close();
});
