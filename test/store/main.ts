import { parseArgs } from 'node:util';
import { checks } from './checks';

const USAGE = `Usage: npm run store-checks -- [--only NAME,…] [--times N] [--minutes N] [--seed N]
Holds the embedded event store to its word. Without --only all of these, one after another:
${checks.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n')}`;

/** Prints what each check found; exit code 1 when something was wrong, 2 when the words are not understood. */
async function main(argv: readonly string[]): Promise<void> {
  const asked = read(argv);
  if (asked === undefined) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const failed: string[] = [];
  for (const { name, run } of checks.filter((check) => asked.only.includes(check.name))) {
    const begun = performance.now();
    if (!(await run({ ...asked, say: console.log }))) failed.push(name);
    console.log(`${name}: ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  }
  if (failed.length > 0)
    console.error(`Not as it should be: ${failed.join(', ')} (seed ${String(asked.seed)}).`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

function read(argv: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        only: { type: 'string', default: checks.map(({ name }) => name).join(',') },
        times: { type: 'string' },
        minutes: { type: 'string' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      },
    });
    const only = values.only.split(',');
    if (!only.every((name) => checks.some((check) => check.name === name))) return undefined;
    const [times, minutes, seed] = [values.times, values.minutes, values.seed].map(number);
    return { only, times, minutes, seed: seed ?? 0 };
  } catch {
    return undefined;
  }
}

function number(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Error(`${text} is no number.`);
  return Number(text);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
