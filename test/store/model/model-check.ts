import type { Check } from '../check';
import { historiesInWords, runHistories } from './run-histories';

const HISTORIES = 2000;

export const modelCheck: Check = {
  name: 'model',
  about: `${String(HISTORIES)} random histories (--times), compared with a model in memory`,
  run: async ({ seed, times = HISTORIES, say }) => {
    const report = await runHistories({ seed, histories: times });
    say(report.failure ?? historiesInWords(report, seed));
    return report.failure === undefined;
  },
};
