import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ReadDatabase } from '../database/read-database';
import { scratch, type Scratch } from '../testing/scratch';
import { openControl, type Control } from './control';
import { OperationsQueries } from './operations.queries';
import { answerRebuild } from './rebuild-answer';

describe('control', () => {
  let files: Scratch;
  let db: ReadDatabase;
  let now: number;
  const opened: Control[] = [];
  beforeEach(async () => {
    files = scratch();
    db = await files.database();
    now = Date.UTC(2026, 10, 24);
  });
  afterEach(async () => {
    opened.splice(0).forEach((control) => control.close());
    await files.clear();
  });

  const clock = { now: () => now++ };
  const open = (readOnly: boolean) => {
    const control = openControl(files.path('control.db'), { readOnly, clock });
    opened.push(control);
    return control;
  };

  it('asks for nothing, and is not created, while the api has not been there', async () => {
    const worker = open(true);
    expect(await worker.pending(db)).toStrictEqual([]);
    expect(worker.importing()).toBe(false);
    expect(existsSync(files.path('control.db'))).toBe(false);
  });

  it('reaches a worker that was there first', async () => {
    const worker = open(true);
    await worker.pending(db);
    const id = open(false).requestRebuild('cases');
    expect(await worker.pending(db)).toStrictEqual([
      { id, projection: 'cases', requestedAt: '2026-11-24T00:00:00.000Z' },
    ]);
  });

  it('keeps the newest request for each projection, oldest first', () => {
    const api = open(false);
    api.requestRebuild('cases');
    const ledger = api.requestRebuild('ledger');
    const cases = api.requestRebuild('cases');
    expect(api.requests().map(({ id }) => id)).toStrictEqual([ledger, cases]);
  });

  it('is pending until the worker says that it is done or has failed', async () => {
    const api = open(false);
    const worker = open(true);
    const id = api.requestRebuild('cases');
    const [request] = await worker.pending(db);
    if (!request) throw new Error('The request is missing.');
    await answerRebuild(db, request, { state: 'running', clock });
    expect(await worker.pending(db)).toStrictEqual([request]);
    await answerRebuild(db, request, { state: 'failed', detail: 'the disk is full', clock });
    expect(await worker.pending(db)).toStrictEqual([]);
    const [answer] = await new OperationsQueries(db).rebuilds();
    expect(answer).toStrictEqual({
      requestId: id,
      projection: 'cases',
      state: 'failed',
      detail: 'the disk is full',
      answeredAt: '2026-11-24T00:00:00.002Z',
    });
    const again = api.requestRebuild('cases');
    expect((await worker.pending(db)).map((asked) => asked.id)).toStrictEqual([again]);
  });

  it('says that an import runs until it has ended', () => {
    const api = open(false);
    const worker = open(true);
    api.setImport(true);
    api.setImport(true);
    expect([api.importing(), worker.importing()]).toStrictEqual([true, true]);
    api.setImport(false);
    expect([api.importing(), worker.importing()]).toStrictEqual([false, false]);
  });
});
