import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CheckpointStore, Timer, TimerStore, TimerWrites } from '@mizan/es';

export interface TimerStoreUnderTest {
  readonly timers: TimerStore;
  readonly checkpoints: CheckpointStore<TimerWrites>;
  close(): Promise<void>;
}

const timer = (key: string, dueAt: number, process = 'deadline'): Timer => ({
  process,
  key,
  dueAt,
  command: { caseId: key, due: new Date(dueAt).toISOString() },
});
const noon = Date.UTC(2026, 10, 24, 12);

/** What every adapter of the TimerStore port does, whatever database is below it. */
export function timerStoreContract(name: string, open: () => Promise<TimerStoreUnderTest>): void {
  describe(`timer store on ${name}`, () => {
    let sut: TimerStoreUnderTest;
    let position = 0n;
    beforeEach(async () => {
      sut = await open();
      position = 0n;
    });
    afterEach(() => sut.close());

    const write = async (work: (writes: TimerWrites) => Promise<void>) => {
      const from = position === 0n ? null : position;
      await sut.checkpoints.advance({ name: 'deadline', version: 1, from, to: position + 1n }, work);
      position += 1n;
    };
    const put = (...timers: Timer[]) =>
      write(async (writes) => {
        for (const one of timers) await writes.put(one);
      });
    const all = () => sut.timers.due('deadline', noon * 2);

    it('gives what is due, inclusive, earliest first, of one process', async () => {
      await put(timer('c', noon + 1), timer('b', noon), timer('a', noon - 1), timer('x', noon, 'hold'));
      expect(await sut.timers.due('deadline', noon)).toStrictEqual([timer('a', noon - 1), timer('b', noon)]);
      expect(await sut.timers.due('hold', noon)).toStrictEqual([timer('x', noon, 'hold')]);
    });

    it('replaces a timer under its key', async () => {
      await put(timer('a', noon));
      await put(timer('a', noon + 60_000));
      expect(await all()).toStrictEqual([timer('a', noon + 60_000)]);
    });

    it('cancels by key, and a key that is unknown', async () => {
      await put(timer('a', noon), timer('b', noon));
      await write(async (writes) => {
        await writes.cancel('deadline', 'a');
        await writes.cancel('deadline', 'never');
      });
      expect(await all()).toStrictEqual([timer('b', noon)]);
    });

    it('forgets a timer that is done', async () => {
      await put(timer('a', noon), timer('b', noon));
      await sut.timers.done(timer('a', noon));
      expect(await all()).toStrictEqual([timer('b', noon)]);
    });

    it('keeps a timer that was put again under another time while the old one was being sent', async () => {
      await put(timer('a', noon));
      const [sent] = await all();
      await put(timer('a', noon + 5));
      if (sent) await sut.timers.done(sent);
      expect(await all()).toStrictEqual([timer('a', noon + 5)]);
    });

    it('writes timers and checkpoint together or not at all', async () => {
      await put(timer('a', noon));
      const work = write(async (writes) => {
        await writes.cancel('deadline', 'a');
        await writes.put(timer('b', noon));
        throw new Error('interrupted');
      });
      await expect(work).rejects.toThrow('interrupted');
      expect(await all()).toStrictEqual([timer('a', noon)]);
      expect((await sut.checkpoints.load('deadline'))?.position).toBe(1n);
    });
  });
}
