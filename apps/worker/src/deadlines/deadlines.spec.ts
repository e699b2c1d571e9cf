import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { deadlineProcess, shareStream, type RecordDeadline } from '@mizan/domain';
import {
  asProjection,
  CommandHandler,
  StoreUnavailable,
  systemClock,
  type Clock,
  type RecordedEvent,
} from '@mizan/es';
import { needsRebuild, processCheckpoints, rebuild, timerStore } from '@mizan/read-models';
import { SupervisedProjection } from '../supervision/supervised-projection';
import { Bench, recipient, until } from '../testing/bench';
import { ProcessTicker, type TickerParts } from './process-ticker';
import { recordDeadline } from './record-deadline';

// Real processes' worth of work on a machine that may be busy.
jest.setTimeout(60_000);

let bench: Bench;
const open: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.stop()));
  await bench.close();
});

/** The deadline process as a worker runs it. */
function work(change: Partial<TickerParts<RecordDeadline>> & { readonly clock?: Clock } = {}): void {
  const { store, codec, db, log } = bench;
  const clock = change.clock ?? systemClock;
  const handler = new CommandHandler({ store, codec, clock });
  const projection = asProjection(deadlineProcess);
  const listener = new SupervisedProjection(projection, {
    store,
    codec,
    log,
    checkpoints: processCheckpoints(db),
    needsRebuild: () => needsRebuild(db, projection),
    rebuild: () => rebuild(db, projection.name, { store, codec }),
    leftOut: () => Promise.resolve(new Set()),
    forgetFailure: () => Promise.resolve(),
  });
  const ticker = new ProcessTicker(deadlineProcess, {
    timers: timerStore(db),
    clock,
    log,
    paused: () => false,
    dispatch: async (command, commandId) =>
      void (await recordDeadline({ handler, clock }, command, { commandId })),
    ...change,
  });
  open.push(listener, ticker);
  listener.start();
  ticker.start();
}

async function history(caseId: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of bench.store.readStream(shareStream(caseId))) events.push(event);
  return events;
}

async function misses(caseId: string): Promise<RecordedEvent[]> {
  return (await history(caseId)).filter(({ type }) => type === 'DeadlineMissed');
}

async function missed(caseId: string): Promise<RecordedEvent> {
  await until(async () => (await misses(caseId)).length > 0);
  await quiet();
  const all = await misses(caseId);
  expect(all).toHaveLength(1);
  return all[0]!;
}

/** Several ticks. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 300));

async function waiting(): Promise<number> {
  return (await timerStore(bench.db).due('deadline', Number.MAX_SAFE_INTEGER)).length;
}

describe('a deadline', () => {
  it('is missed once, as System, soon after it fell due, caused by what set it', async () => {
    work();
    const caseId = await bench.released('PT1S');
    const miss = await missed(caseId);
    const set = (await history(caseId)).find(({ type }) => type === 'DeadlineSet');
    const { recordedAt, ...envelope } = miss.metadata as { recordedAt: string };
    const { due } = miss.data as { due: string };
    expect(set?.data).toMatchObject({ due });
    expect(Date.parse(recordedAt) - Date.parse(due)).toBeGreaterThanOrEqual(0);
    expect(Date.parse(recordedAt) - Date.parse(due)).toBeLessThan(1_000);
    expect(envelope).toMatchObject({
      actor: { id: 'system', party: null, role: 'system' },
      causationId: set?.id,
    });
    expect(envelope).not.toHaveProperty('exercise');
  });

  it('of an exercise is missed as an exercise', async () => {
    work();
    const caseId = await bench.released('PT1S', { exercise: true });
    expect((await missed(caseId)).metadata).toMatchObject({ exercise: true });
  });

  it('is not missed when the recipient acts first', async () => {
    work();
    const caseId = await bench.released('PT1S');
    const now = new Date().toISOString();
    const occurredAt = { from: now, to: now, precision: 'second', verbatim: now, offset: 'Z' };
    const told = {
      type: 'ReportAction',
      kind: 'search',
      occurredAt,
      results: { persons: null, items: null, sites: null },
      place: null,
    } as const;
    await bench.order(caseId, { actor: recipient, told });
    await until(async () => (await waiting()) === 0);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await misses(caseId)).toEqual([]);
  });

  it('that passed while nobody worked is missed at the start', async () => {
    const caseId = await bench.released('PT0.2S');
    await quiet();
    work();
    await missed(caseId);
  });

  it('is missed once by two workers', async () => {
    work();
    work();
    await missed(await bench.released('PT1S'));
  });

  it('waits while the process is paused', async () => {
    let paused = true;
    work({ paused: () => paused });
    const caseId = await bench.released('PT0.2S');
    await quiet();
    await quiet();
    expect(await misses(caseId)).toEqual([]);
    paused = false;
    await missed(caseId);
  });

  it('is tried again after a fault of the store, and said so once', async () => {
    let faults = 3;
    const { store, codec } = bench;
    const handler = new CommandHandler({ store, codec, clock: systemClock });
    work({
      dispatch: async (command, commandId) => {
        if (faults-- > 0) throw new StoreUnavailable('away');
        await recordDeadline({ handler, clock: systemClock }, command, { commandId });
      },
    });
    await missed(await bench.released('PT0.2S'));
    expect(bench.said).toEqual(['Process deadline tries again: StoreUnavailable: away']);
  });

  it('survives a clock that jumps: forwards it is missed at once, back it is missed again only when due', async () => {
    let ahead = 0;
    const clock = { now: () => Date.now() + ahead };
    work({ clock });
    const caseId = await bench.released('P30D', { clock });
    await until(async () => (await waiting()) === 1);
    await quiet();
    expect(await misses(caseId)).toEqual([]);
    ahead = 31 * 24 * 3_600_000;
    await missed(caseId);
    ahead = 0;
    await quiet();
    expect(await misses(caseId)).toHaveLength(1);
  });
});

describe('a case that refuses to miss its deadline', () => {
  const command = (caseId: string, due: string): RecordDeadline => ({ caseId, due });
  const order = { commandId: '6f1d7c38-6f0c-4f6e-9d43-0d5d1f0c7f10' };
  const handlerAt = (now: number) => {
    const clock = { now: () => now };
    return { clock, handler: new CommandHandler({ store: bench.store, codec: bench.codec, clock }) };
  };

  it('has answered for good when time has run out', async () => {
    const unknown = command(
      '00000000-0000-4000-8000-000000000000',
      new Date(Date.now() - 1_000).toISOString(),
    );
    expect(await recordDeadline(handlerAt(Date.now()), unknown, order)).toBeNull();
  });

  it('has nothing to record when another deadline applies by now', async () => {
    const caseId = await bench.released('P7D');
    const replaced = command(caseId, new Date(Date.now() - 1_000).toISOString());
    expect((await recordDeadline(handlerAt(Date.now()), replaced, order))?.recorded).toBe(0);
    expect(await misses(caseId)).toEqual([]);
  });

  it('has not when the clock was set back meanwhile: the timer must stay', async () => {
    const caseId = await bench.released('P7D');
    const set = (await history(caseId)).find(({ type }) => type === 'DeadlineSet');
    const { due } = set?.data as { due: string };
    const early = recordDeadline(handlerAt(Date.now()), command(caseId, due), order);
    await expect(early).rejects.toMatchObject({ name: 'CommandRefused' });
  });
});
