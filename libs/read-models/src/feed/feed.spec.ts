import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { idInStream } from '@mizan/domain';
import type { Decoded } from '@mizan/es';
import * as fc from 'fast-check';
import type { ReadDatabase } from '../database/read-database';
import { readModelProjections } from '../projections';
import { CaseQueries } from '../share-board/case.queries';
import { StrikeQueries } from '../share-board/strike.queries';
import { applyInBatches } from '../testing/apply';
import { historyFrom, moves } from '../testing/random-history';
import { scratch, type Scratch } from '../testing/scratch';
import { FeedQueries, type FeedRow } from './feed.queries';

/** Every row, in pages of `limit`. */
async function walked(feed: FeedQueries, upTo: bigint, limit: number): Promise<FeedRow[]> {
  const rows: FeedRow[] = [];
  for (let after = 0n; ;) {
    const page = await feed.page({ after, upTo, limit });
    rows.push(...page);
    if (page.length < limit) return rows;
    after = page.at(-1)?.position ?? after;
  }
}

/** What the row must be, by the queries that screens use. */
async function expectedRow(db: ReadDatabase, event: Decoded): Promise<FeedRow> {
  const subject = idInStream(event.stream);
  if (!subject) throw new Error(event.stream);
  const { position, type, revision, metadata } = event;
  const strike = subject.kind === 'strike' ? await new StrikeQueries(db).find(subject.id, position) : null;
  const ids = subject.kind === 'share' ? [subject.id] : (strike?.view.linkedCases ?? []);
  const all = await new CaseQueries(db).all(position);
  const cases = all.flatMap(({ view }) => (ids.includes(view.id) ? view : []));
  const { recordedAt } = metadata;
  return {
    position,
    type,
    revision,
    recordedAt,
    exercise: true,
    subject,
    strike: strike?.view ?? null,
    cases,
  };
}

describe('the feed', () => {
  let files: Scratch;
  beforeEach(() => {
    files = scratch();
  });
  afterEach(() => files.clear());

  let databases = 0;

  it('tells every entry once, in order, with the cases as they were known right after it', async () => {
    await fc.assert(
      fc.asyncProperty(moves, fc.integer({ min: 1, max: 40 }), async (steps, limit) => {
        const history = historyFrom(steps);
        const events = history.events.map((event) => history.codec.decode(event) as Decoded);
        const db = await files.database(`${databases++}.db`);
        for (const projection of readModelProjections())
          await applyInBatches(db, projection, { events, size: 500 });
        const head = events.at(-1)?.position ?? 0n;
        const feed = new FeedQueries(db);
        const expected = await Promise.all(events.map((event) => expectedRow(db, event)));
        expect(await walked(feed, head, limit)).toStrictEqual(expected);
        expect(await feed.page({ after: head, upTo: head, limit })).toStrictEqual([]);
        const newest = await feed.page({ after: await feed.before(head, limit), upTo: head, limit: 500 });
        expect(newest).toStrictEqual(expected.slice(-limit));
      }),
      { numRuns: 10 },
    );
  }, 60_000);
});
