import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Decoded, Projection } from '@mizan/es';
import {
  checkpoints,
  forgetFailure,
  needsRebuild,
  OperationsQueries,
  readModelProjections,
  rebuild,
  type ReadTx,
} from '@mizan/read-models';
import { Bench, until } from '../testing/bench';
import { headOf } from './head';
import { SupervisedProjection } from './supervised-projection';

// Real processes' worth of work on a machine that may be busy.
jest.setTimeout(60_000);

let bench: Bench;
const running: SupervisedProjection<ReadTx>[] = [];
const leftOut = new Set<string>();
const { signal } = new AbortController();

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((projection) => projection.stop()));
  leftOut.clear();
  await bench.close();
});

function supervise(projection: Projection<ReadTx>): SupervisedProjection<ReadTx> {
  const { store, codec, db, log } = bench;
  const supervised = new SupervisedProjection(projection, {
    store,
    codec,
    log,
    checkpoints: checkpoints(db),
    needsRebuild: () => needsRebuild(db, projection),
    rebuild: (readable) => rebuild(db, projection.name, { store, codec: readable }),
    leftOut: () => Promise.resolve(leftOut),
    forgetFailure: () => forgetFailure(db, projection.name),
  });
  running.push(supervised);
  return supervised;
}

function named(name: string): Projection<ReadTx> {
  const found = readModelProjections().find((projection) => projection.name === name);
  if (!found) throw new Error(name);
  return found;
}

/** A projection without tables that runs `apply` on every event. */
function toy(apply: (event: Decoded) => void): Projection<ReadTx> {
  return { name: 'toy', version: 1, open: () => ({ apply, flush: () => Promise.resolve() }) };
}

async function settled(supervised: SupervisedProjection<ReadTx>): Promise<void> {
  const head = (await headOf(bench.store)) ?? 0n;
  await until(() => supervised.isSettled(head));
}

describe('a supervised projection', () => {
  it('follows the ledger, and settles when it has caught up', async () => {
    await bench.released('P7D');
    const ledger = supervise(named('ledger'));
    const head = (await headOf(bench.store)) ?? 0n;
    expect(await ledger.isSettled(head)).toBe(false);
    ledger.start();
    await settled(ledger);
    expect((await checkpoints(bench.db).load('ledger'))?.position).toBe(head);
  });

  it('starts again from the stored checkpoint when another worker moved it', async () => {
    const seen: string[] = [];
    const supervised = supervise(toy(({ id }) => void seen.push(id)));
    await bench.released('P7D');
    supervised.start();
    await settled(supervised);
    const from = (await checkpoints(bench.db).load('toy'))?.position ?? 0n;
    const move = { name: 'toy', version: 1, from, to: from - 1n };
    await checkpoints(bench.db).advance(move, () => Promise.resolve());
    await bench.released('P7D');
    await settled(supervised);
    expect(bench.said.some((line) => line.includes('CheckpointMoved'))).toBe(true);
    expect(new Set(seen).size).toBe(12);
  });

  it('rides out faults of the database', async () => {
    let faults = 2;
    const supervised = supervise({
      ...toy(() => undefined),
      open: () => ({
        apply: () => undefined,
        flush: () => (faults-- > 0 ? Promise.reject(new Error('disk full')) : Promise.resolve()),
      }),
    });
    await bench.released('P7D');
    supervised.start();
    await settled(supervised);
    expect(bench.said.filter((line) => line.includes('toy starts again: Error ('))).toHaveLength(2);
    expect(bench.said.join()).not.toContain('disk full');
  });

  it('stays stopped at an event it cannot apply, and does not hold up the others', async () => {
    const broken = supervise(
      toy(({ type }) => {
        if (type === 'ShareDelivered') throw new Error('cannot be applied');
      }),
    );
    const ledger = supervise(named('ledger'));
    broken.start();
    ledger.start();
    await bench.released('P7D');
    await settled(broken);
    await bench.released('P7D');
    await settled(ledger);
    const stopped = await checkpoints(bench.db).load('toy');
    expect(stopped?.failure).toMatchObject({ eventType: 'ShareDelivered', error: 'cannot be applied' });
    const said = bench.said.filter((line) => line.startsWith('Projection toy stopped at ShareDelivered'));
    expect([said.length, said.join().includes('cannot be applied')]).toEqual([1, false]);
    const states = await new OperationsQueries(bench.db).projections();
    expect(states.map(({ name, state }) => [name, state])).toEqual([
      ['cases', 'running'],
      ['incidents', 'running'],
      ['ledger', 'running'],
      ['toy', 'stopped'],
    ]);
  });

  it('builds anew what another version wrote, then follows', async () => {
    await bench.released('P7D');
    const head = (await headOf(bench.store)) ?? 0n;
    await checkpoints(bench.db).advance({ name: 'ledger', version: 99, from: null, to: head }, () =>
      Promise.resolve(),
    );
    const ledger = supervise(named('ledger'));
    ledger.start();
    await until(
      async () => (await checkpoints(bench.db).load('ledger'))?.version === named('ledger').version,
    );
    await bench.released('P7D');
    await settled(ledger);
    expect(await bench.db.kysely.selectFrom('ledger_event').select('position').execute()).toHaveLength(12);
  });

  it('is tried again, and goes on where it stopped once the cause is gone', async () => {
    let broken = true;
    const seen: string[] = [];
    const supervised = supervise(
      toy(({ type }) => {
        if (broken && type === 'ShareDelivered') throw new Error('cannot be applied');
        seen.push(type);
      }),
    );
    await bench.released('P7D');
    supervised.start();
    await settled(supervised);
    await expect(supervised.resume(signal)).rejects.toThrow(/^toy stopped again at ShareDelivered /);
    broken = false;
    await supervised.resume(signal);
    await settled(supervised);
    expect((await checkpoints(bench.db).load('toy'))?.failure).toBeNull();
    expect(seen.filter((type) => type === 'ShareDelivered')).toHaveLength(1);
    await expect(supervised.resume(signal)).rejects.toThrow('toy is not stopped.');
  });

  it('leaves out an event that it may skip, also one that nobody can read, and also when it is rebuilt', async () => {
    const undecodable = {
      id: '00000000-0000-4000-8000-00000000000f',
      type: 'ShareDelivered',
      contentType: 'application/json',
      data: { nothing: true },
      metadata: {},
    } as const;
    await bench.store.append('share-broken', [undecodable], 'no_stream');
    await bench.released('P7D');
    const ledger = supervise(named('ledger'));
    ledger.start();
    await settled(ledger);
    const stopped = await checkpoints(bench.db).load('ledger');
    expect(stopped?.failure?.eventId).toBe(undecodable.id);
    leftOut.add(undecodable.id);
    await ledger.resume(signal);
    await settled(ledger);
    const rows = () => bench.db.kysely.selectFrom('ledger_event').select('position').execute();
    expect(await rows()).toHaveLength(6);
    await ledger.rebuild();
    await settled(ledger);
    expect([(await rows()).length, (await checkpoints(bench.db).load('ledger'))?.failure]).toEqual([6, null]);
  });

  it('goes on after a rebuild that was asked for', async () => {
    await bench.released('P7D');
    const ledger = supervise(named('ledger'));
    ledger.start();
    await settled(ledger);
    await ledger.rebuild();
    await bench.released('P7D');
    await settled(ledger);
    expect(await bench.db.kysely.selectFrom('ledger_event').select('position').execute()).toHaveLength(12);
  });

  it('can be stopped before it has begun, and stops once', async () => {
    const ledger = supervise(named('ledger'));
    ledger.start();
    await ledger.stop();
    await bench.released('P7D');
    await ledger.stop();
    expect(await checkpoints(bench.db).load('ledger')).toBeNull();
  });
});
