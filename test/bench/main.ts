import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { meetsFloor, type Measure, type Measured } from './measure';
import { apart, measures } from './measures';
import { asJson, asTable } from './report';

const usage = `npm run bench -- [--json FILE] [--only NAME,…]
Measures, or targets of measures: ${measures.flatMap(({ name, targets }) => [name, ...targets.map((target) => target.name)]).join(', ')}
On their own: ${Object.keys(apart).join(', ')}`;

/** Exit code 1 when a floor is missed, 2 when the words are not understood. */
async function main(): Promise<void> {
  const { values, tokens } = parseArgs({
    options: { json: { type: 'string' }, only: { type: 'string' } },
    strict: false,
    tokens: true,
  });
  const only = typeof values.only === 'string' ? values.only.split(',') : null;
  const [alone, ...more] = only ?? [];
  if (alone !== undefined && more.length === 0 && Object.hasOwn(apart, alone)) {
    process.exitCode = await apart[alone]?.(process.argv.slice(2));
    return;
  }
  const chosen = only === null ? measures : measures.filter((measure) => isAsked(measure, only));
  const unknown = tokens.some((token) => token.kind === 'option' && !['json', 'only'].includes(token.name));
  if (unknown || chosen.length === 0) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const measured = await run(chosen);
  console.log(asTable(measured));
  if (typeof values.json === 'string')
    writeFileSync(values.json, `${JSON.stringify(asJson(measured), null, 2)}\n`);
  process.exitCode = measured.every(meetsFloor) ? 0 : 1;
}

function isAsked({ name, targets }: Measure, only: readonly string[]): boolean {
  return only.includes(name) || targets.some((target) => only.includes(target.name));
}

async function run(chosen: readonly Measure[]): Promise<Measured[]> {
  const begun = performance.now();
  const say = (words: string): void =>
    console.error(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${words}`);
  const measured: Measured[] = [];
  for (const measure of chosen) {
    say(`${measure.name} begins (load ${loadavg()[0]?.toFixed(1) ?? '?'})`);
    measured.push(...(await measure.run((words) => say(`${measure.name}: ${words}`))));
  }
  say('done');
  return measured;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
