import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import type { FoldedStream } from './folded-stream';
import { STATE_WEIGHT, StateCache } from './state-cache';

const folder = {};

function folded(revision: bigint, commands = 1): FoldedStream<string> {
  const commandIds = new Set(Array.from({ length: commands }, (_, n) => `${revision}-${n}`));
  return {
    state: () => `at ${revision}`,
    tip: { id: `e${revision}`, revision, position: revision },
    commandIds,
  };
}

describe('the cache of states', () => {
  it('keeps the newer state, whichever comes last', () => {
    const cache = new StateCache();
    cache.put(folder, 's', folded(3n));
    cache.put(folder, 's', folded(2n));
    expect(cache.get<string>(folder, 's')?.state()).toBe('at 3');
  });

  it('keeps nothing of an empty stream, and nothing for another decider', () => {
    const cache = new StateCache();
    cache.put(folder, 'empty', { state: () => 'none', tip: null, commandIds: new Set() });
    cache.put(folder, 's', folded(1n));
    expect([cache.get(folder, 'empty'), cache.get({}, 's')]).toEqual([null, null]);
  });

  it('lets go of what was not used for longest, by weight', () => {
    const cache = new StateCache(3 * (STATE_WEIGHT + 1));
    cache.put(folder, 'a', folded(1n));
    cache.put(folder, 'b', folded(1n));
    cache.put(folder, 'c', folded(1n));
    cache.get(folder, 'a');
    cache.put(folder, 'd', folded(1n));
    const known = () => ['a', 'b', 'c', 'd'].filter((stream) => cache.get(folder, stream) !== null);
    expect(known()).toEqual(['a', 'c', 'd']);
    cache.put(folder, 'd', folded(2n, 2 * STATE_WEIGHT));
    expect(known()).toEqual(['d']);
    cache.put(folder, 'heavy', folded(1n, 3 * STATE_WEIGHT));
    expect(known()).toEqual([]);
  });

  it('holds nothing of a state that a newer one took the place of', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const cache = new StateCache();
    const replaced: WeakRef<object>[] = [];
    for (let revision = 0n; revision < 200n; revision++) {
      for (const stream of ['a', 'b', 'c']) {
        const newer = folded(revision);
        replaced.push(new WeakRef(newer));
        cache.put(folder, stream, newer);
      }
    }
    // A reference that was just made holds its object until the turn is over.
    await pause(1);
    collectGarbage();
    expect(replaced.filter((each) => each.deref() !== undefined)).toHaveLength(3);
  });
});
