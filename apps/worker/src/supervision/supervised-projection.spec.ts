import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Decoded, Projection } from '@mizan/es';
import {
  checkpoints,
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

beforeEach(async () => {
  bench = await Bench.open();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((projection) => projection.stop()));
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
    rebuild: () => rebuild(db, projection.name, { store, codec }),
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
    expect(bench.said.filter((line) => line.includes('disk full'))).toHaveLength(2);
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
    expect(bench.said.filter((line) => line.startsWith('Projection toy stopped at'))).toHaveLength(1);
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
