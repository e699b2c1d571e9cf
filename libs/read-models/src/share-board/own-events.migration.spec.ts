import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Decoded } from '@mizan/es';
import { sql } from 'kysely';
import { migrate, migrateTo, readPlan } from '../database/migrate';
import { migrations } from '../database/migrations';
import { openReadDatabase } from '../database/read-database';
import { rebuildTarget } from '../operations/rebuild-target';
import { loadCheckpoint } from '../operations/checkpoint-store';
import { applyInBatches } from '../testing/apply';
import { dump } from '../testing/dump';
import { historyFrom } from '../testing/random-history';
import { scratch, type Scratch } from '../testing/scratch';
import { casesProjection } from './share-board.projection';

const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0006'));
const steps = [0, 0, 1, 2, 3, 6].map((verb) => ({ subject: 0, verb, jump: 1_000 }));

describe('the step that joins events and versions', () => {
  let files: Scratch;
  beforeEach(() => {
    files = scratch();
  });
  afterEach(() => files.clear());

  it('lets the board begin again, and nothing else', async () => {
    const history = historyFrom(steps);
    const events = history.events.map((event) => history.codec.decode(event) as Decoded);
    const tables = rebuildTarget('cases').tables;
    const now = await files.database('now.db');
    await applyInBatches(now, casesProjection(), { events, size: 9 });
    const old = openReadDatabase(await files.location('old.db'));
    await migrateTo({ ...readPlan, steps: before }, old);
    for (const name of ['cases', 'ledger'])
      await sql`insert into checkpoint (name, version, position) values (${name}, 1, 7)`.execute(old.kysely);
    await sql`insert into case_strike (case_id, strike_id, from_position) values ('a', 'b', 1)`.execute(
      old.kysely,
    );
    await migrate(old);
    expect(await loadCheckpoint(old.kysely, 'cases')).toBeNull();
    expect((await loadCheckpoint(old.kysely, 'ledger'))?.position).toBe(7n);
    await applyInBatches(old, casesProjection(), { events, size: 9 });
    expect(await dump(old, tables)).toStrictEqual(await dump(now, tables));
    await old.close();
  });
});
