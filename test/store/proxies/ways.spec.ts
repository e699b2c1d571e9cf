import { describe, expect, it } from '@jest/globals';
import { summary } from '../../conformance/conformance';
import { loadScenarios } from '../../conformance/transcript';
import { ways } from './ways';

/** A subscription that has everything gets this long to send too much; `npm run store-checks` waits longer. */
const QUIET_MS = 60;

/** Tens of thousands of events each: `npm run store-checks -- --only ways` plays them in every way. */
const LONG = [
  'limits: many small events in one append',
  'limits: many small events in one batch append',
  'limits: size of one append',
];

describe('the recorded scenarios', () => {
  const scenarios = loadScenarios().filter(({ scenario }) => !LONG.includes(scenario));

  it.each(Object.entries(ways))(
    '%s',
    async (name, play) => {
      const results = await play({ quietMs: QUIET_MS, seed: 5, scenarios });
      process.stdout.write(`${summary(results)} ${name}\n`);
      expect(results.flatMap(({ scenario, wrong }) => wrong.map((line) => `${scenario}: ${line}`))).toEqual(
        [],
      );
      expect(results).toHaveLength(scenarios.length);
    },
    120_000,
  );
});
