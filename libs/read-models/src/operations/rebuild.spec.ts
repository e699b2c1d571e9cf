import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { deadlineProcess } from '@mizan/domain';
import {
  asProjection,
  ProjectionRunner,
  type CheckpointStore,
  type EventCodec,
  type Projection,
  type RecordedEvent,
} from '@mizan/es';
import { MemoryEventStore } from '@mizan/es-testing';
import * as fc from 'fast-check';
import type { ReadDatabase } from '../database/read-database';
import { LedgerQueries } from '../ledger/ledger.queries';
import { readModelProjections } from '../projections';
import { CaseQueries } from '../share-board/case.queries';
import { dump } from '../testing/dump';
import { leaveBeside, leftBeside } from '../testing/left-beside';
import { historyFrom, moves, type Move } from '../testing/random-history';
import { scratch, type Scratch } from '../testing/scratch';
import { checkpoints, loadCheckpoint, processCheckpoints } from './checkpoint-store';
import { OperationsQueries } from './operations.queries';
import { needsRebuild, rebuild, RebuildStopped } from './rebuild';
import { rebuildTarget } from './rebuild-target';

const names = ['cases', 'incidents', 'ledger', 'deadline'];
const steps: Move[] = Array.from({ length: 90 }, (_, n) => ({
  subject: n % 5,
  verb: (n * 7) % 25,
  jump: 60_000,
}));

/** The port in memory, which passes the contract of the real adapter: what is tried here is what lies above it. */
class Ledger {
  readonly store = new MemoryEventStore();
  private readonly revisions = new Map<string, bigint>();

  async add(events: readonly RecordedEvent[]): Promise<void> {
    for (const event of events) {
      const last = this.revisions.get(event.stream);
      const { revision } = await this.store.append(event.stream, [event], last ?? 'no_stream');
      this.revisions.set(event.stream, revision);
    }
  }

  async head(): Promise<bigint | null> {
    for await (const { position } of this.store.readAll({ direction: 'backwards', maxCount: 1 }))
      return position;
    return null;
  }
}

/** Runs what is live up to the end of the ledger. */
async function goLive(db: ReadDatabase, ledger: Ledger, codec: EventCodec): Promise<void> {
  const run = async <Tx>(projection: Projection<Tx>, store: CheckpointStore<Tx>) => {
    const runner = new ProjectionRunner(projection, { store: ledger.store, codec, checkpoints: store });
    const running = runner.run();
    const head = await ledger.head();
    while (head !== null && ((await store.load(projection.name))?.position ?? -1n) < head) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    runner.stop();
    await running;
  };
  for (const projection of readModelProjections()) await run(projection, checkpoints(db));
  await run(asProjection(deadlineProcess), processCheckpoints(db));
}

// Many small databases are made and removed; a busy machine takes its time over files.
jest.setTimeout(60_000);

describe('rebuild', () => {
  let files: Scratch;
  let ledger: Ledger;
  const history = historyFrom(steps);
  const { codec } = history;
  let databases = 0;
  beforeEach(() => {
    files = scratch();
    ledger = new Ledger();
  });
  afterEach(() => files.clear());

  const tables = [
    { name: 'checkpoint', key: ['name'] },
    ...names.flatMap((name) => rebuildTarget(name).tables),
  ];
  const liveWith = async (events: readonly RecordedEvent[], into = ledger) => {
    const db = await files.database(`${databases++}.db`);
    await into.add(events);
    await goLive(db, into, codec);
    return db;
  };

  it('gives rows equal to the live ones, for random histories', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (random) => {
        const own = new Ledger();
        const db = await liveWith(historyFrom(random).events, own);
        const live = await dump(db, tables);
        for (const name of names) await rebuild(db, name, { store: own.store, codec });
        expect(await dump(db, tables)).toStrictEqual(live);
      }),
      { numRuns: 8 },
    );
  });

  it('covers every table of the schema that a projection writes', () => {
    expect(tables.map(({ name }) => name).sort()).toStrictEqual([
      'case_strike',
      'case_version',
      'checkpoint',
      'incident',
      'ledger_event',
      'strike_version',
      'timer',
    ]);
  });

  it('puts right what is wrong in the live rows, and leaves no file behind', async () => {
    const db = await liveWith(history.events);
    const live = await dump(db, tables);
    await db.kysely.updateTable('case_version').set({ view: '{}' }).execute();
    await db.kysely.deleteFrom('case_strike').execute();
    await db.kysely.deleteFrom('timer').execute();
    const [known] = await db.kysely.selectFrom('ledger_event').selectAll().limit(1).execute();
    if (known)
      await db.kysely
        .insertInto('ledger_event')
        .values({ ...known, position: 777n })
        .execute();
    await leaveBeside(db, 'cases');
    expect(await leftBeside(db)).toHaveLength(1);
    for (const name of names) await rebuild(db, name, { store: ledger.store, codec });
    expect(await dump(db, tables)).toStrictEqual(live);
    expect(await leftBeside(db)).toStrictEqual([]);
  });

  it('is due when the version was raised, and then not any more', async () => {
    const db = await liveWith(history.events);
    const live = await dump(db, tables);
    await db.kysely.updateTable('checkpoint').set({ version: 99n }).execute();
    const listening: readonly { name: string; version: number }[] = [
      ...readModelProjections(),
      deadlineProcess,
    ];
    for (const one of listening) {
      expect(await needsRebuild(db, one)).toBe(true);
      await rebuild(db, one.name, { store: ledger.store, codec });
      expect(await needsRebuild(db, one)).toBe(false);
    }
    expect(await dump(db, tables)).toStrictEqual(live);
  });

  it('builds a read side that never ran, also from an empty ledger', async () => {
    const db = await files.database();
    await rebuild(db, 'cases', { store: ledger.store, codec });
    expect(await loadCheckpoint(db.kysely, 'cases')).toBeNull();
    await ledger.add(history.events);
    await rebuild(db, 'cases', { store: ledger.store, codec });
    const other = await liveWith([]);
    const board = [...rebuildTarget('cases').tables];
    expect(await dump(db, board)).toStrictEqual(await dump(other, board));
  });

  it('keeps the live rows readable and takes in what is recorded meanwhile', async () => {
    const half = Math.floor(history.events.length / 2);
    const db = await liveWith(history.events.slice(0, half));
    const board = new CaseQueries(db);
    const before = await board.all(null);
    const seen: unknown[] = [];
    const during = async () => {
      expect(await board.all(null)).toStrictEqual(before);
      expect((await new OperationsQueries(db).projections())[0]).toMatchObject({
        name: 'cases',
        state: 'rebuilding',
      });
      await ledger.add(history.events.slice(half));
      await goLive(db, ledger, codec);
    };
    let meanwhile: Promise<void> | null = null;
    const store: Pick<MemoryEventStore, 'readAll'> = {
      async *readAll(options) {
        const found: RecordedEvent[] = [];
        for await (const event of ledger.store.readAll(options)) found.push(event);
        // The live rows get ahead while the first round is under way.
        if (!options?.maxCount) await (meanwhile ??= during());
        yield* found;
      },
    };
    await rebuild(db, 'cases', {
      store,
      codec,
      onProgress: (done, total) => void seen.push([done, total]),
    });
    expect(meanwhile).not.toBeNull();
    await goLive(db, ledger, codec);
    const head = await ledger.head();
    expect(seen[0]).toStrictEqual([0n, BigInt(half) * 100n]);
    expect(await new LedgerQueries(db).applied()).toBe(head);
    const live = await dump(db, tables);
    await rebuild(db, 'cases', { store: ledger.store, codec });
    expect(await dump(db, tables)).toStrictEqual(live);
    expect((await new OperationsQueries(db).projections()).map(({ state }) => state)).toStrictEqual(
      names.map(() => 'running'),
    );
  });

  it('never falls behind what the live rows know', async () => {
    const db = await liveWith(history.events);
    const { position } = (await loadCheckpoint(db.kysely, 'cases')) ?? { position: null };
    // As after a stretch of the ledger that holds nothing to project.
    await db.kysely.updateTable('checkpoint').set({ position: 999_999n }).execute();
    await rebuild(db, 'cases', { store: ledger.store, codec });
    expect(position).toBe(await ledger.head());
    expect((await loadCheckpoint(db.kysely, 'cases'))?.position).toBe(999_999n);
  });

  describe('with an event that cannot be applied', () => {
    const faulty = (): RecordedEvent => {
      const draft = history.events.find(({ type }) => type === 'IntelligenceDrafted');
      if (!draft) throw new Error('The history has no draft.');
      return {
        ...draft,
        id: '00000000-0000-4000-8000-00000000000f',
        stream: 'share-faulty',
        data: { nothing: true },
      };
    };

    it('ends before it, where the runner stops too', async () => {
      const db = await liveWith(history.events);
      await ledger.add([faulty(), ...historyFrom(steps.slice(0, 3)).events.slice(0, 1)]);
      const healthy = await dump(db, rebuildTarget('cases').tables);
      const last = await loadCheckpoint(db.kysely, 'cases');
      await rebuild(db, 'cases', { store: ledger.store, codec });
      expect(await dump(db, rebuildTarget('cases').tables)).toStrictEqual(healthy);
      expect(await loadCheckpoint(db.kysely, 'cases')).toStrictEqual(last);
    });

    it('leaves live rows that are beyond it as they are', async () => {
      const db = await liveWith(history.events);
      await ledger.add([faulty()]);
      await db.kysely.updateTable('checkpoint').set({ position: 1_000_000n }).execute();
      const live = await dump(db, tables);
      const work = rebuild(db, 'cases', { store: ledger.store, codec });
      await expect(work).rejects.toThrow(RebuildStopped);
      await expect(work).rejects.toThrow(
        /stopped at IntelligenceDrafted 0{8}-0000-4000-8000-0{11}f at \d+: /,
      );
      expect(await dump(db, tables)).toStrictEqual(live);
      expect(await leftBeside(db)).toStrictEqual([]);
    });
  });

  it('leaves the live rows as they are when the store goes away', async () => {
    const db = await liveWith(history.events);
    const live = await dump(db, tables);
    const gone: Pick<MemoryEventStore, 'readAll'> = {
      readAll: (options) => (options?.maxCount ? ledger.store.readAll(options) : failing()),
    };
    await expect(rebuild(db, 'cases', { store: gone, codec })).rejects.toThrow('the store is gone');
    expect(await dump(db, tables)).toStrictEqual(live);
  });

  it('refuses a name under which nothing is projected', async () => {
    const db = await files.database();
    await expect(rebuild(db, 'board', { store: ledger.store, codec })).rejects.toThrow(
      'Nothing is projected under the name board.',
    );
  });
});

async function* failing(): AsyncGenerator<RecordedEvent> {
  yield* await Promise.reject<RecordedEvent[]>(new Error('the store is gone'));
}
