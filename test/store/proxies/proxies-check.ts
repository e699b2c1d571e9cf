import { summary } from '../../conformance/conformance';
import type { Check } from '../check';
import { ways } from './ways';

const QUIET_MS = 700;

export const proxiesCheck: Check = {
  name: 'ways',
  about: `the recorded scenarios ${Object.keys(ways).join(', ')}`,
  run: async ({ seed, say }) => {
    let sound = true;
    for (const [name, play] of Object.entries(ways)) {
      const results = await play({ quietMs: QUIET_MS, seed });
      say(`${summary(results)} ${name}`);
      for (const { scenario, wrong } of results) for (const line of wrong) say(`  ${scenario}: ${line}`);
      sound &&= results.every(({ wrong }) => wrong.length === 0);
    }
    return sound;
  },
};
