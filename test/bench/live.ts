import { parseArgs } from 'node:util';
import { isClean } from './live/judge';
import { liveLoad } from './live/live-load';
import { reportInWords } from './live/report';

/** `npm run bench -- --only live [--readers 200] [--rate 100] [--seconds 60]`. Answers the exit code. */
export async function live(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      readers: { type: 'string', default: '200' },
      rate: { type: 'string', default: '100' },
      seconds: { type: 'string', default: '60' },
    },
    strict: false,
  });
  const begun = performance.now();
  const report = await liveLoad({
    readers: Number(values.readers),
    rate: Number(values.rate),
    seconds: Number(values.seconds),
    say: (words) =>
      console.error(`${((performance.now() - begun) / 1_000).toFixed(1).padStart(6)} s  ${words}`),
  });
  console.log(reportInWords(report));
  return report.accounts.every(isClean) ? 0 : 1;
}
