import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Decoded } from '@mizan/es';
import { UnknownCursor } from '../database/paging';
import type { ReadDatabase } from '../database/read-database';
import { IncidentQueries } from '../incidents/incident.queries';
import { rebuildTarget } from '../operations/rebuild-target';
import { readModelProjections } from '../projections';
import { applyInBatches } from '../testing/apply';
import { dump } from '../testing/dump';
import type { HistoryWriter } from '../testing/history-writer';
import { caseIdOf, historyFrom, strikeIdOf } from '../testing/random-history';
import { shareOrders, strikeOrders } from '../testing/random-orders';
import { scratch, type Scratch } from '../testing/scratch';
import { AmbiguousReference, CaseQueries } from './case.queries';
import { StrikeQueries } from './strike.queries';

const draft = 0;
const approve = 0;
const acknowledge = 2;
const linkToNext = shareOrders.length + 5;
const allege = shareOrders.length + 1;
const deny = shareOrders.length + 4;
const incident = shareOrders.length + strikeOrders.length;
const move = (verb: number, subject = 0) => ({ subject, verb, jump: 1_000 });

describe('board, timeline and lookup', () => {
  let files: Scratch;
  let db: ReadDatabase;
  let cases: CaseQueries;
  beforeEach(async () => {
    files = scratch();
    db = await files.database();
    cases = new CaseQueries(db);
  });
  afterEach(() => files.clear());

  const decoded = (history: HistoryWriter) =>
    history.events.map((event) => history.codec.decode(event) as Decoded);
  const project = async (history: HistoryWriter) => {
    for (const projection of readModelProjections()) {
      await applyInBatches(db, projection, { events: decoded(history), size: 3 });
    }
    return history;
  };

  it('keeps a version per event, each in force until the next', async () => {
    const { events } = await project(historyFrom([move(draft), move(approve), move(acknowledge)]));
    expect(events.map(({ type }) => type)).toStrictEqual([
      'IntelligenceDrafted',
      'ReleaseApproved',
      'HoldUndertakingGiven',
      'CoordinatesShared',
      'ShareDelivered',
      'DeadlineSet',
      'ShareAcknowledged',
    ]);
    const versions = await db.kysely
      .selectFrom('case_version')
      .select(['from_position', 'to_position', 'created_position', 'revision'])
      .orderBy('from_position')
      .execute();
    expect(versions.map((version) => ({ ...version }))).toStrictEqual(
      events.map(({ position, revision }, n) => ({
        from_position: position,
        to_position: events[n + 1]?.position ?? null,
        created_position: events[0]?.position,
        revision,
      })),
    );
  });

  it('writes the same rows when the whole ledger is applied again', async () => {
    const steps = Array.from({ length: 60 }, (_, n) => move((n * 7) % (incident + 1), n % 5));
    const history = await project(historyFrom(steps));
    const tables = ['cases', 'incidents', 'ledger'].flatMap((name) => rebuildTarget(name).tables);
    const once = await dump(db, tables);
    await db.kysely.deleteFrom('checkpoint').execute();
    await project(history);
    expect(await dump(db, tables)).toStrictEqual(once);
  });

  it('shows what happens to a linked strike in the case and its timeline, from the link on', async () => {
    const subject = 0;
    const linked = caseIdOf((subject + linkToNext) % 5);
    const other = Number((subject + linkToNext) % 5);
    const steps = [move(draft, other), move(approve, other), move(allege), move(linkToNext), move(deny)];
    const { events } = await project(historyFrom(steps));
    const [alleged, link, denied] = events.slice(-3);
    expect([alleged?.type, link?.type, denied?.type]).toStrictEqual([
      'StrikeAlleged',
      'StrikeLinkedToCase',
      'StrikeDenied',
    ]);
    const types = async (asOf: bigint | null) =>
      (await cases.timeline(linked, asOf)).map(({ type }) => type).slice(6);
    expect(await types(alleged?.position ?? 0n)).toStrictEqual([]);
    expect(await types(link?.position ?? 0n)).toStrictEqual(['StrikeAlleged', 'StrikeLinkedToCase']);
    expect(await types(null)).toStrictEqual(['StrikeAlleged', 'StrikeLinkedToCase', 'StrikeDenied']);
    const statuses = await Promise.all(
      [alleged, link, denied].map(async (event) => {
        const row = await cases.find(linked, event?.position ?? 0n);
        return [
          row?.revision,
          row?.position === event?.position,
          row?.view.strikes.map(({ status }) => status),
        ];
      }),
    );
    expect(statuses).toStrictEqual([
      [5n, false, []],
      [5n, true, ['alleged']],
      [5n, true, ['denied']],
    ]);
    expect((await new StrikeQueries(db).find(strikeIdOf(subject), null))?.view.linkedCases).toStrictEqual([
      linked,
    ]);
  });

  it('pages without repeating or missing a case while cases change and come', async () => {
    const first = historyFrom([0, 1, 2].map((subject) => move(draft, subject)));
    await project(first);
    const one = await cases.list({ asOf: null, limit: 2 });
    const more = historyFrom([...[0, 1, 2].map((n) => move(draft, n)), move(approve, 0), move(draft, 3)]);
    await applyInBatches(db, readModelProjections()[0]!, {
      events: decoded(more).slice(first.events.length),
      size: 10,
    });
    const two = await cases.list({ asOf: null, limit: 2, after: one.next ?? '' });
    expect([...one.rows, ...two.rows].map(({ view }) => view.id)).toStrictEqual([0, 1, 2, 3].map(caseIdOf));
    expect(two.next).toBeNull();
  });

  it('refuses a cursor that it did not give out', async () => {
    for (const after of ['', 'x', '12', Buffer.from('after -1').toString('base64url')]) {
      await expect(cases.list({ asOf: null, limit: 2, after })).rejects.toThrow(UnknownCursor);
    }
  });

  it('finds a case by id or reference in any case of letters, and says when a reference is not enough', async () => {
    await project(historyFrom([move(draft, 0), move(draft, 2)]));
    const [zero, two] = (await cases.all(null)).map(({ view }) => view);
    expect((await cases.find(caseIdOf(0).toUpperCase(), null))?.view).toStrictEqual(zero);
    expect((await cases.find(zero?.reference.toLowerCase() ?? '', null))?.view).toStrictEqual(zero);
    expect(await cases.find(two?.reference ?? '', 128n)).toBeNull();
    expect(await cases.find('PK-0000-00', null)).toBeNull();
    expect(await cases.find(caseIdOf(9), null)).toBeNull();
    await db.kysely.updateTable('case_version').set({ reference: 'PK-SAME-00' }).execute();
    const ambiguous = cases.find('pk-same-00', null);
    await expect(ambiguous).rejects.toThrow(AmbiguousReference);
    await expect(ambiguous).rejects.toMatchObject({ ids: [caseIdOf(0), caseIdOf(2)] });
  });

  it('knows incidents, and which of many ids are on record', async () => {
    const { events } = await project(historyFrom([move(incident, 1), move(incident, 2)]));
    const incidents = new IncidentQueries(db);
    const ids = events.map(({ stream }) => stream.slice('incident-'.length));
    const [first] = (await incidents.list({ asOf: null, limit: 10 })).rows;
    expect(first).toMatchObject({ id: ids[0], position: 128n, revision: 0n, exercise: true });
    expect(first?.incident).toStrictEqual(events[0]?.data);
    const strangers = Array.from({ length: 1_200 }, (_, n) => caseIdOf(n));
    expect(await incidents.presentIds([...strangers, ...ids])).toStrictEqual(new Set(ids));
    expect(await incidents.presentIds([])).toStrictEqual(new Set());
    expect([await incidents.count(null), await incidents.count(128n)]).toStrictEqual([2, 1]);
  });
});
