import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Decoded } from '@mizan/es';
import * as fc from 'fast-check';
import type { ReadDatabase } from '../database/read-database';
import { IncidentQueries } from '../incidents/incident.queries';
import { readModelProjections } from '../projections';
import { rebuildTarget } from '../operations/rebuild-target';
import { applyInBatches } from '../testing/apply';
import { dump } from '../testing/dump';
import { foldedViews } from '../testing/folded-views';
import { caseIdOf, historyFrom, moves, strikeIdOf } from '../testing/random-history';
import { scratch, type Scratch } from '../testing/scratch';
import { CaseQueries } from './case.queries';
import { casesProjection } from './share-board.projection';
import { StrikeQueries } from './strike.queries';

const subjects = [0, 1, 2, 3, 4];

/** Everything that the queries say, through every door. */
async function everythingKnown(db: ReadDatabase, asOf: bigint | null) {
  const cases = new CaseQueries(db);
  const strikes = new StrikeQueries(db);
  const incidents = new IncidentQueries(db);
  const all = await cases.all(asOf);
  return {
    all,
    paged: await paged((after) => cases.list({ asOf, limit: 2, ...after })),
    admitted: await paged((after) =>
      cases.list({ asOf, limit: 1, state: 'Admitted', exercise: true, ...after }),
    ),
    real: (await cases.list({ asOf, limit: 9, exercise: false })).rows,
    byId: await Promise.all(subjects.map((number) => cases.find(caseIdOf(number), asOf))),
    byReference: await Promise.all(all.map(({ view }) => cases.find(view.reference.toLowerCase(), asOf))),
    timelines: await Promise.all(subjects.map((number) => cases.timeline(caseIdOf(number), asOf))),
    strikes: await paged((after) => strikes.list({ asOf, limit: 2, exercise: true, ...after })),
    strikesById: await Promise.all(subjects.map((number) => strikes.find(strikeIdOf(number), asOf))),
    incidents: await paged((after) => incidents.list({ asOf, limit: 2, ...after })),
    incidentCount: await incidents.count(asOf),
  };
}

async function paged<Row>(
  list: (after: { after?: string }) => Promise<{ rows: Row[]; next: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: { after?: string } | null = {}; after;) {
    const page: { rows: Row[]; next: string | null } = await list(after);
    rows.push(...page.rows);
    after = page.next === null ? null : { after: page.next };
  }
  return rows;
}

describe('the board', () => {
  let files: Scratch;
  beforeEach(() => {
    files = scratch();
  });
  // Many databases are made and removed; a busy machine takes its time over them.
  afterEach(() => files.clear(), 60_000);

  let databases = 0;
  const projected = async (events: readonly Decoded[], size: number) => {
    const db = await files.database(`${databases++}.db`);
    for (const projection of readModelProjections()) await applyInBatches(db, projection, { events, size });
    return db;
  };

  it('writes in one long batch, relieved now and then, what it writes in many short ones', async () => {
    const tables = rebuildTarget('cases').tables;
    const inOne = async (events: readonly Decoded[], versionsKept: number) => {
      const db = await files.database(`${databases++}.db`);
      await db.kysely.transaction().execute(async (tx) => {
        const batch = casesProjection({ versionsKept }).open(tx);
        for (const [n, event] of events.entries()) {
          await batch.apply(event);
          if (n % 7 === 0) await batch.relieve?.();
        }
        await batch.flush();
      });
      return dump(db, tables);
    };
    await fc.assert(
      fc.asyncProperty(moves, fc.nat({ max: 6 }), async (steps, versionsKept) => {
        const history = historyFrom(steps);
        const events = history.events.map((event) => history.codec.decode(event) as Decoded);
        expect(await inOne(events, versionsKept)).toStrictEqual(
          await dump(await projected(events, 11), tables),
        );
      }),
      { numRuns: 8 },
    );
  }, 300_000);

  it('shows every past state as a fresh replay up to that position does', async () => {
    await fc.assert(
      fc.asyncProperty(moves, fc.nat(), fc.integer({ min: 1, max: 40 }), async (steps, pick, size) => {
        const history = historyFrom(steps);
        const events = history.events.map((event) => history.codec.decode(event) as Decoded);
        const live = await projected(events, size);
        for (const count of new Set([pick % (events.length + 1), events.length])) {
          const known = events.slice(0, count);
          // Between two events nothing new is known.
          const asOf = (known.at(-1)?.position ?? 0n) + BigInt(pick % 128);
          const fresh = await projected(known, 500);
          const past = await everythingKnown(live, asOf);
          expect(past).toStrictEqual(await everythingKnown(fresh, null));
          expect(past.all.map(({ view }) => view)).toStrictEqual([...foldedViews(known).cases.values()]);
          expect(past.paged).toStrictEqual(past.all);
        }
      }),
      { numRuns: 10 },
    );
  }, 300_000);
});
