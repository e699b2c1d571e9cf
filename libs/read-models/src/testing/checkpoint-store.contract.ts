import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CheckpointMoved, type CheckpointStore, type ProjectionFailure } from '@mizan/es';

/** One database with a table that `write` adds a word to inside a transaction and `words` reads outside of it. */
export interface CheckpointStoreUnderTest<Tx> {
  readonly store: CheckpointStore<Tx>;
  /** The same database through another connection, as a second worker has it. */
  readonly other: CheckpointStore<Tx>;
  write(tx: Tx, word: string): Promise<void>;
  words(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const failure: ProjectionFailure = {
  position: 9_007_199_254_740_993n,
  eventId: 'e1',
  eventType: 'ActionTaken',
  error: 'no such case',
  fingerprint: '0123456789ab',
};

/** What every adapter of the CheckpointStore port does, whatever database is below it. */
export function checkpointStoreContract<Tx>(
  name: string,
  open: () => Promise<CheckpointStoreUnderTest<Tx>>,
): void {
  describe(`checkpoint store on ${name}`, () => {
    let sut: CheckpointStoreUnderTest<Tx>;
    beforeEach(async () => {
      sut = await open();
    });
    afterEach(() => sut.close());

    const move = (from: bigint | null, to: bigint, word: string, version = 1) =>
      sut.store.advance({ name: 'cases', version, from, to }, (tx) => sut.write(tx, word));

    it('has nothing to say about a projection that never ran', async () => {
      expect(await sut.store.load('cases')).toBeNull();
    });

    it('moves the checkpoint together with the rows, beyond 2^53', async () => {
      await move(null, 9_007_199_254_740_993n, 'one');
      await move(9_007_199_254_740_993n, 9_007_199_254_740_995n, 'two');
      expect(await sut.store.load('cases')).toStrictEqual({
        position: 9_007_199_254_740_995n,
        version: 1,
        failure: null,
      });
      expect(await sut.words()).toStrictEqual(['one', 'two']);
    });

    it('writes neither when the work fails', async () => {
      await move(null, 5n, 'one');
      const work = async (tx: Tx) => {
        await sut.write(tx, 'half');
        throw new Error('the work failed');
      };
      await expect(sut.store.advance({ name: 'cases', version: 1, from: 5n, to: 6n }, work)).rejects.toThrow(
        'the work failed',
      );
      expect((await sut.store.load('cases'))?.position).toBe(5n);
      expect(await sut.words()).toStrictEqual(['one']);
    });

    it.each([
      ['at another position', 4n],
      ['at the beginning', null],
    ])('refuses a runner that believes it is %s, and writes nothing', async (_where, from) => {
      await move(null, 5n, 'one');
      await expect(move(from, 7n, 'two')).rejects.toBeInstanceOf(CheckpointMoved);
      expect((await sut.store.load('cases'))?.position).toBe(5n);
      expect(await sut.words()).toStrictEqual(['one']);
    });

    it('lets one of two workers move, and tells the other', async () => {
      await move(null, 5n, 'start');
      const step = { name: 'cases', version: 1, from: 5n, to: 6n };
      const results = await Promise.allSettled([
        sut.store.advance(step, (tx) => sut.write(tx, 'step')),
        sut.other.advance(step, (tx) => sut.write(tx, 'step')),
      ]);
      const refused = results.filter((result) => result.status === 'rejected');
      expect(refused.map(({ reason }) => (reason as Error).name)).toStrictEqual(['CheckpointMoved']);
      expect(await sut.words()).toStrictEqual(['start', 'step']);
    });

    it('lets one of two workers begin', async () => {
      const step = { name: 'cases', version: 1, from: null, to: 6n };
      const results = await Promise.allSettled([
        sut.store.advance(step, (tx) => sut.write(tx, 'step')),
        sut.other.advance(step, (tx) => sut.write(tx, 'step')),
      ]);
      expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1);
      expect(await sut.words()).toStrictEqual(['step']);
    });

    it('keeps a failure until the projection moves on', async () => {
      await move(null, 5n, 'one');
      await sut.store.fail('cases', failure);
      expect(await sut.store.load('cases')).toStrictEqual({ position: 5n, version: 1, failure });
      await move(5n, 6n, 'two', 2);
      expect(await sut.store.load('cases')).toStrictEqual({ position: 6n, version: 2, failure: null });
    });

    it('keeps the failure of a projection that did not get to its first event', async () => {
      await sut.store.fail('cases', failure);
      expect(await sut.store.load('cases')).toStrictEqual({ position: null, version: 0, failure });
      await move(null, 6n, 'one');
      expect(await sut.store.load('cases')).toStrictEqual({ position: 6n, version: 1, failure: null });
    });

    it('keeps projections apart', async () => {
      await move(null, 5n, 'one');
      await sut.store.advance({ name: 'ledger', version: 3, from: null, to: 2n }, (tx) =>
        sut.write(tx, 'two'),
      );
      expect((await sut.store.load('cases'))?.position).toBe(5n);
      expect((await sut.store.load('ledger'))?.position).toBe(2n);
    });
  });
}
