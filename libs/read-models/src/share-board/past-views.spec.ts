import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Decoded } from '@mizan/es';
import type { ReadDatabase } from '../database/read-database';
import { FeedQueries } from '../feed/feed.queries';
import { readModelProjections } from '../projections';
import { applyInBatches } from '../testing/apply';
import { foldedViews } from '../testing/folded-views';
import { caseIdOf, historyFrom, strikeIdOf } from '../testing/random-history';
import { shareOrders } from '../testing/random-orders';
import { scratch, type Scratch } from '../testing/scratch';
import { CaseQueries } from './case.queries';
import { StrikeQueries } from './strike.queries';

const report = 6;
const deny = shareOrders.length + 4;
const allege = shareOrders.length + 1;
/** Links the strike to the first case. */
const links = [
  { subject: 3, verb: shareOrders.length + 5 },
  { subject: 2, verb: shareOrders.length + 6 },
];
const move = (verb: number, subject = 0) => ({ subject, verb, jump: 1_000 });
const reports = (count: number) => Array.from({ length: count }, () => move(report));

/** A case of more than two kept views, with two strikes that are linked and denied in between. */
const steps = [
  ...[move(0), move(0, 1), move(1), move(2), move(3)],
  ...reports(8),
  ...[move(allege, 3), ...reports(9), ...links.slice(0, 1).map(({ verb, subject }) => move(verb, subject))],
  ...[...reports(3), move(allege, 2), move(deny, 3), ...reports(9)],
  ...[...links.slice(1).map(({ verb, subject }) => move(verb, subject)), ...reports(6), move(deny, 2)],
];

describe('the views of versions that have ended', () => {
  const history = historyFrom(steps);
  const events = history.events.map((event) => history.codec.decode(event) as Decoded);
  const known = (position: bigint) => events.filter((event) => event.position <= position);
  let files: Scratch;
  let db: ReadDatabase;
  beforeEach(async () => {
    files = scratch();
    db = await files.database();
    for (const projection of readModelProjections())
      await applyInBatches(db, projection, { events, size: 7 });
  });
  afterEach(() => files.clear());

  it('are kept every sixteenth revision and left out otherwise', async () => {
    const rows = await db.kysely
      .selectFrom('case_version')
      .select(['revision', 'to_position', 'view'])
      .where('case_id', '=', caseIdOf(0))
      .execute();
    const kept = rows.filter(({ view }) => view !== '');
    expect(rows.length).toBeGreaterThan(40);
    expect(new Set(kept.flatMap((row) => (row.to_position === null ? [] : row.revision)))).toEqual(
      new Set([15n, 31n]),
    );
    expect(kept.filter(({ to_position: to }) => to === null)).toHaveLength(1);
  });

  it('are what a fold of the whole ledger up to then gives, after every event', async () => {
    for (const { position } of events) {
      const { cases, strikes } = foldedViews(known(position));
      const all = (await new CaseQueries(db).all(position)).map(({ view }) => view);
      expect(all).toStrictEqual([...cases.values()]);
      for (const number of [2, 3]) {
        const strike = await new StrikeQueries(db).find(strikeIdOf(number), position);
        expect(strike?.view).toStrictEqual(strikes.get(strikeIdOf(number)));
      }
    }
    expect(
      foldedViews(events)
        .cases.get(caseIdOf(0))
        ?.strikes.map(({ status }) => status),
    ).toEqual(['denied', 'denied']);
  });

  it.each([1, 5, 500])('are in the feed, read in pages of %s', async (limit) => {
    const upTo = events.at(-1)?.position ?? 0n;
    let read = 0;
    for (let after = 0n; after < upTo;) {
      for (const row of await new FeedQueries(db).page({ after, upTo, limit })) {
        const { cases, strikes } = foldedViews(known(row.position));
        for (const view of row.cases) expect(view).toStrictEqual(cases.get(view.id));
        expect(row.strike).toStrictEqual(strikes.get(row.subject.id) ?? null);
        after = row.position;
        read += 1;
      }
    }
    expect(read).toBe(events.length);
  });

  it.each([0n, 3n])('are told apart from what was lost, here revision %s', async (revision) => {
    for (const table of ['case_version', 'strike_version'] as const)
      await db.kysely.updateTable(table).set({ event: null }).where('revision', '=', revision).execute();
    const refused = {
      code: 'READ_DATABASE_CORRUPT',
      remedy: expect.stringContaining('mizan projection rebuild cases'),
    };
    const at = (stream: string, wanted: bigint) =>
      events.find((event) => event.stream.endsWith(stream) && event.revision === wanted)?.position ?? 0n;
    const id = caseIdOf(0);
    await expect(new CaseQueries(db).find(id, at(id, 3n))).rejects.toMatchObject(refused);
    const strike = strikeIdOf(3);
    if (revision === 0n)
      await expect(new StrikeQueries(db).find(strike, at(strike, 1n))).rejects.toMatchObject(refused);
  });
});
