import { expect, it } from '@jest/globals';
import { storeBench } from '../bench/store/store-bench';
import { ceilings, held, sizes, work } from '../bench/store/targets';

it('measures everything that the embedded store is held to', async () => {
  const measured = await storeBench({
    events: 12_000,
    rounds: 1,
    seconds: 0.05,
    against: null,
    say: () => undefined,
  });
  const expected = [held, work, ceilings, sizes].flatMap((group) => Object.values(group));
  expect(measured.map(({ target }) => target.name).sort()).toEqual(expected.map(({ name }) => name).sort());
  expect(measured.filter(({ runs }) => !runs.every((run) => run > 0))).toEqual([]);
}, 180_000);
