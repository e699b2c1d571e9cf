import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openStore, type Store } from './store';
import type { WriteOutcome } from './write-request';

// Collections of a heap of this size, on a machine that may be busy.
jest.setTimeout(60_000);

describe('what is remembered of streams', () => {
  let store: Store;
  beforeEach(() => void (store = openStore(':memory:')));
  afterEach(() => store.close());

  it('is right for a name of any length, within a commit and after it', () => {
    const long = 'long'.repeat(50_000);
    const together = [
      append(store, { stream: long, n: 1, expected: -1 }),
      append(store, { stream: long, n: 2, expected: 0 }),
    ];
    store.writer.flush();
    const later = append(store, { stream: long, n: 3, expected: 1 });
    const conflict = append(store, { stream: long, n: 4, expected: 0 });
    store.writer.flush();
    expect([...together, later].flat()).toMatchObject(
      [0, 1, 2].map((revision) => ({ kind: 'written', revision })),
    );
    expect(conflict).toEqual([{ kind: 'conflict', current: 2 }]);
    expect(store.reader.visible(long)).toMatchObject({ kind: 'present', first: 0, last: 2 });
  });

  it('takes little memory, whatever the names that callers ask for', async () => {
    const before = await aliveMegabytes();
    for (let n = 0; n < 200; n++)
      store.reader.visible(Buffer.alloc(200_000, 97).toString('latin1') + String(n));
    expect((await aliveMegabytes()) - before).toBeLessThan(20);
  });
});

describe('the newest events in memory', () => {
  it('take what they have and no more, whatever else goes on between two appends', async () => {
    const store = openStore(':memory:');
    const before = await aliveMegabytes();
    for (let n = 0; n < 1000; n++) {
      append(store, { stream: 'a', n, expected: n - 1 });
      store.writer.flush();
      // As pages of reads and answers do: Node cuts small buffers out of blocks of 64 KB.
      for (let page = 0; page < 4; page++) Buffer.allocUnsafe(30_000);
    }
    const after = await aliveMegabytes();
    expect(store.tail.after(0)).not.toHaveLength(0);
    store.close();
    expect(after - before).toBeLessThan(15);
  });
});

function append(store: Store, { stream, n, expected }: { stream: string; n: number; expected: number }) {
  const outcomes: WriteOutcome[] = [];
  store.writer.submit({
    request: {
      kind: 'append',
      stream,
      expected: expected < 0 ? { kind: 'noStream' } : { kind: 'revision', revision: BigInt(expected) },
      events: [
        {
          id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
          type: 'Tested',
          contentType: 'application/json',
          metadata: Buffer.alloc(0),
          data: Buffer.from('{}'),
        },
      ],
    },
    isExpired: () => false,
    done: (outcome) => outcomes.push(outcome),
  });
  return outcomes;
}

/** After two collections: what the first lets go of in the background is gone by the second. */
async function aliveMegabytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  await pause(50);
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
