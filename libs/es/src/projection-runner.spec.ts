import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '@mizan/es-testing';
import {
  CheckpointMoved,
  derivedId,
  ProjectionRunner,
  replayAll,
  type Decoded,
  type Projection,
} from './index';
import { counterCodec, type Counted } from './testing/counter';
import { MemoryCheckpoints } from './testing/memory-checkpoints';

const key = '00000000-0000-4000-8000-000000000001';
const poison = 666;

/** Writes every amount as a row; refuses one. */
const amountsProjection: Projection<number[]> = {
  name: 'amounts',
  version: 1,
  open: (rows) => ({
    apply: (event) => {
      const { by } = (event as Decoded<Counted>).data;
      if (by === poison) throw new Error('The amount is poisonous.');
      rows.push(by);
    },
    flush: () => Promise.resolve(),
  }),
};

const idOf = (n: number) => derivedId(key, String(n));

async function append(store: MemoryEventStore, first: number, values: readonly number[]): Promise<void> {
  const envelope = { recordedAt: '', commandId: '', correlationId: '', causationId: '' };
  for (const [n, by] of values.entries()) {
    const event = counterCodec.encode({ type: 'Counted', data: { by } }, idOf(first + n), envelope);
    await store.append('counter-1', [event], first + n === 0 ? 'no_stream' : BigInt(first + n - 1));
  }
}

function house(checkpoints = new MemoryCheckpoints(), store = new MemoryEventStore()) {
  const runner = new ProjectionRunner(amountsProjection, { store, codec: counterCodec, checkpoints });
  return { runner, checkpoints, store };
}

async function until(condition: () => boolean): Promise<void> {
  for (let left = 400; !condition(); left--) {
    if (left === 0) throw new Error('It did not come about within 2 s.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('projection runner', () => {
  it('catches up in few transactions, then follows live, until it is stopped', async () => {
    const { runner, checkpoints, store } = house();
    await append(store, 0, [1, 2, 3]);
    const running = runner.run();
    await until(() => checkpoints.rows.length === 3);
    expect(checkpoints.transactions).toBeLessThanOrEqual(3);
    await append(store, 3, [4]);
    await until(() => checkpoints.rows.length === 4);
    runner.stop();
    expect(await running).toBeNull();
    expect(checkpoints.rows).toEqual([1, 2, 3, 4]);
  });

  it('goes on from its checkpoint and applies nothing twice', async () => {
    const checkpoints = new MemoryCheckpoints();
    const { runner, store } = house(checkpoints);
    await append(store, 0, [1, 2]);
    const first = runner.run();
    await until(() => checkpoints.rows.length === 2);
    runner.stop();
    await first;
    await append(store, 2, [3]);
    const again = house(checkpoints, store).runner;
    const second = again.run();
    await until(() => checkpoints.rows.length === 3);
    again.stop();
    await second;
    expect(checkpoints.rows).toEqual([1, 2, 3]);
  });

  it('keeps everything before a faulty event, stops at it, and names it', async () => {
    const { runner, checkpoints, store } = house();
    await append(store, 0, [1, 2, poison, 4]);
    const failure = await runner.run();
    expect(checkpoints.rows).toEqual([1, 2]);
    expect(failure).toEqual(checkpoints.checkpoint?.failure);
    expect(failure).toMatchObject({
      eventType: 'Counted',
      eventId: idOf(2),
      error: 'The amount is poisonous.',
    });
    expect(failure?.fingerprint).toMatch(/^[0-9a-f]{12}$/);
  });

  it('gives the same fault the same fingerprint wherever it stands', async () => {
    const [one, other] = [house(), house()];
    await append(one.store, 0, [poison]);
    await append(other.store, 0, [5, poison]);
    expect((await one.runner.run())?.fingerprint).toBe((await other.runner.run())?.fingerprint);
  });

  it('writes nothing once somebody else has moved the checkpoint', async () => {
    const { runner, checkpoints, store } = house();
    await append(store, 0, [1]);
    const running = runner.run();
    await until(() => checkpoints.rows.length === 1);
    checkpoints.checkpoint = { position: 999_999n, version: 1, failure: null };
    const rejected = expect(running).rejects.toThrow(CheckpointMoved);
    await append(store, 1, [2]);
    await rejected;
    expect(checkpoints.rows).toEqual([1]);
  });

  it('folds the ledger up to a position for a replay', async () => {
    const { store } = house();
    await append(store, 0, [1, 2, 3]);
    const rows: number[] = [];
    const seen: bigint[] = [];
    await replayAll(
      amountsProjection,
      { store, codec: counterCodec },
      { tx: [], onEvent: ({ position }) => seen.push(position) },
    );
    const upTo = seen[1] ?? -1n;
    expect(await replayAll(amountsProjection, { store, codec: counterCodec }, { tx: rows, upTo })).toBe(upTo);
    expect(rows).toEqual([1, 2]);
  });
});
