import { expect, it } from '@jest/globals';
import { isClean } from '../bench/live/judge';
import { liveLoad } from '../bench/live/live-load';

it('tells 40 readers each entry they may see once and in order, across two restarts of the api', async () => {
  const { appends, events, accounts } = await liveLoad({
    readers: 40,
    rate: 25,
    seconds: 6,
    say: () => undefined,
  });
  expect([appends, accounts.length]).toEqual([150, 40]);
  expect(events).toBeGreaterThan(150);
  expect(accounts.filter((account) => !isClean(account))).toEqual([]);
  expect(new Set(accounts.map(({ expected }) => expected)).size).toBeGreaterThan(3);
  expect(accounts.every(({ connects }) => connects >= 3)).toBe(true);
}, 300_000);
