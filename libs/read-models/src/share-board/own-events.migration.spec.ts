import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { idInStream } from '@mizan/domain';
import type { Decoded } from '@mizan/es';
import { sql } from 'kysely';
import { instantColumn, truthColumn } from '../database/instants';
import { migrate, migrateTo, readPlan } from '../database/migrate';
import { migrations } from '../database/migrations';
import { openReadDatabase, type ReadDatabase } from '../database/read-database';
import { rebuildTarget } from '../operations/rebuild-target';
import { applyInBatches } from '../testing/apply';
import { dump } from '../testing/dump';
import { caseIdOf, historyFrom, strikeIdOf } from '../testing/random-history';
import { shareOrders } from '../testing/random-orders';
import { scratch, type Scratch } from '../testing/scratch';
import { CaseQueries } from './case.queries';
import { casesProjection } from './share-board.projection';
import { StrikeQueries } from './strike.queries';

const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0006'));
const move = (verb: number, subject = 0) => ({ subject, verb, jump: 1_000 });
const reports = Array.from({ length: 20 }, () => move(6));
const allege = shareOrders.length + 1;
const link = shareOrders.length + 5;

describe('the step that joins events and versions', () => {
  const history = historyFrom([
    ...[0, 0, 1, 2, 3].map((verb) => move(verb)),
    ...reports,
    move(allege, 3),
    move(link, 3),
  ]);
  const events = history.events.map((event) => history.codec.decode(event) as Decoded);
  const tables = rebuildTarget('cases').tables;
  let files: Scratch;
  let now: ReadDatabase;
  beforeEach(async () => {
    files = scratch();
    now = await files.database('now.db');
    await applyInBatches(now, casesProjection(), { events, size: 9 });
  });
  afterEach(() => files.clear());

  /** Rows as they were before: whole views in every version, and the events in a table of their own. */
  async function fillAsBefore(old: ReadDatabase): Promise<void> {
    const columns = [
      'from_position',
      'to_position',
      'created_position',
      'revision',
      'exercise',
      'view',
    ] as const;
    const insert = (table: string, row: Record<string, unknown>) =>
      sql`insert into ${sql.table(table)} (${sql.join(Object.keys(row).map((name) => sql.ref(name)))})
        values (${sql.join(Object.values(row))})`.execute(old.kysely);
    for (const row of await now.kysely.selectFrom('case_version').selectAll().execute()) {
      const known = await new CaseQueries(now).find(row.case_id, row.from_position);
      const kept = Object.fromEntries(columns.map((name) => [name, row[name]]));
      const { case_id, reference, state } = row;
      await insert('case_version', { case_id, reference, state, ...kept, view: JSON.stringify(known?.view) });
    }
    for (const row of await now.kysely.selectFrom('strike_version').selectAll().execute()) {
      const known = await new StrikeQueries(now).find(row.strike_id, row.from_position);
      const kept = Object.fromEntries(columns.map((name) => [name, row[name]]));
      await insert('strike_version', {
        strike_id: row.strike_id,
        ...kept,
        view: JSON.stringify(known?.view),
      });
    }
    for (const row of await now.kysely.selectFrom('case_strike').selectAll().execute())
      await insert('case_strike', { ...row });
    for (const { id, stream, position, revision, type, data, metadata } of events)
      await insert('case_event', {
        subject: idInStream(stream)?.id,
        position,
        event_id: id,
        stream,
        revision,
        type,
        recorded_at: instantColumn(metadata.recordedAt),
        exercise: truthColumn(metadata['exercise'] === true),
        occurred_at: metadata['occurredAt'] ? JSON.stringify(metadata['occurredAt']) : null,
        actor: JSON.stringify(metadata['actor']),
        data: JSON.stringify(data),
      });
  }

  it('makes of the rows that were there those that a rebuild would make', async () => {
    const old = openReadDatabase(await files.location('old.db'));
    await migrateTo({ ...readPlan, steps: before }, old);
    await fillAsBefore(old);
    await migrate(old);
    const joined = await dump(old, tables);
    expect(joined).toStrictEqual(await dump(now, tables));
    expect(joined['case_version']?.length).toBeGreaterThan(20);
    expect((await new CaseQueries(old).find(caseIdOf(0), null))?.view.strikes).toHaveLength(1);
    expect((await new StrikeQueries(old).find(strikeIdOf(3), null))?.view.linkedCases).toHaveLength(1);
    await old.close();
  });
});
