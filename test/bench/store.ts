import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { meetsFloor } from './measure';
import { asJson, asTable } from './report';
import { storeBench } from './store/store-bench';

/** `npm run bench -- --only store [--against ESDB_URI] [--events 1000000] [--rounds 3] [--json FILE]`. Answers the exit code. */
export async function store(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      against: { type: 'string' },
      events: { type: 'string', default: '1000000' },
      rounds: { type: 'string', default: '3' },
      json: { type: 'string' },
    },
    strict: false,
  });
  const begun = performance.now();
  const say = (words: string): void =>
    console.error(`${((performance.now() - begun) / 1000).toFixed(0).padStart(4)} s  ${words}`);
  say(`store begins (load ${loadavg()[0]?.toFixed(1) ?? '?'})`);
  const measured = await storeBench({
    events: Number(values.events),
    rounds: Number(values.rounds),
    seconds: 1,
    against: typeof values.against === 'string' ? values.against : null,
    say,
  });
  say('done');
  console.log(asTable(measured));
  if (typeof values.json === 'string')
    writeFileSync(values.json, `${JSON.stringify(asJson(measured), null, 2)}\n`);
  return measured.every(meetsFloor) ? 0 : 1;
}
