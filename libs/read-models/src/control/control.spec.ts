import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { DatabaseLocation } from '../database/database';
import type { ReadDatabase } from '../database/read-database';
import { OperationsQueries } from '../operations/operations.queries';
import { answerRequest, answersIn } from '../operations/request-answer';
import { databaseKind, scratch, type Scratch } from '../testing/scratch';
import { openControlDatabase, type ControlDatabase } from './control-database';
import { SqlControl } from './sql-control';

describe(`control on ${databaseKind}`, () => {
  let files: Scratch;
  let db: ReadDatabase;
  let place: DatabaseLocation;
  let now: number;
  const opened: ControlDatabase[] = [];
  beforeEach(async () => {
    files = scratch();
    db = await files.database();
    place = await files.location(databaseKind === 'SQLite' ? 'control.db' : 'read.db');
    now = Date.UTC(2026, 10, 24);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()));
    await files.clear();
  });

  const clock = { now: () => now++ };
  const open = (readOnly: boolean) => {
    const database = openControlDatabase({ ...place, readOnly });
    opened.push(database);
    return new SqlControl(database, clock);
  };

  it('asks for nothing while the api has not been there', async () => {
    const worker = open(true);
    expect(await worker.pending(answersIn(db))).toStrictEqual([]);
    expect(await worker.importing()).toBe(false);
  });

  it('reaches a worker that was there first', async () => {
    const worker = open(true);
    await worker.pending(answersIn(db));
    const id = await open(false).request({ kind: 'rebuild', projection: 'cases' });
    expect(await worker.pending(answersIn(db))).toStrictEqual([
      {
        id,
        kind: 'rebuild',
        projection: 'cases',
        eventId: null,
        requestedBy: null,
        requestedAt: '2026-11-24T00:00:00.000Z',
      },
    ]);
  });

  it('keeps the newest request for each projection, oldest first', async () => {
    const api = open(false);
    await api.request({ kind: 'rebuild', projection: 'cases' });
    const ledger = await api.request({ kind: 'rebuild', projection: 'ledger' });
    const cases = await api.request({ kind: 'rebuild', projection: 'cases' });
    expect((await api.requests()).map(({ id }) => id)).toStrictEqual([ledger, cases]);
  });

  it('keeps requests of different kinds apart, with what they are about', async () => {
    const api = open(false);
    const rebuild = await api.request({ kind: 'rebuild', projection: 'cases' });
    await api.request({ kind: 'skip', projection: 'cases', eventId: 'first' });
    const skip = { kind: 'skip', projection: 'cases', eventId: 'seen', requestedBy: 'operator' } as const;
    const id = await api.request(skip);
    const [first, second, ...more] = await api.requests();
    expect(first?.id).toBe(rebuild);
    expect(second).toStrictEqual({ id, ...skip, requestedAt: '2026-11-24T00:00:00.002Z' });
    expect(more).toStrictEqual([]);
  });

  it('is pending until the worker says that it is done or has failed', async () => {
    const api = open(false);
    const worker = open(true);
    const id = await api.request({ kind: 'rebuild', projection: 'cases' });
    const [request] = await worker.pending(answersIn(db));
    if (!request) throw new Error('The request is missing.');
    await answerRequest(db, request, { state: 'running', clock });
    expect(await worker.pending(answersIn(db))).toStrictEqual([request]);
    await answerRequest(db, request, { state: 'failed', detail: 'the disk is full', clock });
    expect(await worker.pending(answersIn(db))).toStrictEqual([]);
    const [answer] = await new OperationsQueries(db).answers();
    expect(answer).toStrictEqual({
      requestId: id,
      kind: 'rebuild',
      projection: 'cases',
      state: 'failed',
      detail: 'the disk is full',
      answeredAt: '2026-11-24T00:00:00.002Z',
    });
    const again = await api.request({ kind: 'rebuild', projection: 'cases' });
    expect((await worker.pending(answersIn(db))).map((asked) => asked.id)).toStrictEqual([again]);
  });

  it('says that an import runs until it has ended', async () => {
    const api = open(false);
    const worker = open(true);
    await api.setImport(true);
    await api.setImport(true);
    expect(await Promise.all([api.importing(), worker.importing()])).toStrictEqual([true, true]);
    await api.setImport(false);
    expect(await Promise.all([api.importing(), worker.importing()])).toStrictEqual([false, false]);
  });

  it('refuses a newer schema in words, to the api and to the worker', async () => {
    await open(false).setImport(true);
    await sql`insert into control_migration (name, timestamp) values ('0099-later', '2027')`.execute(
      opened[0]?.kysely ?? db.kysely,
    );
    const words = /was written by a newer version of Mizan \(0099-later\)\. Start that version/;
    await expect(open(false).importing()).rejects.toThrow(words);
    await expect(open(true).importing()).rejects.toThrow(words);
  });
});
