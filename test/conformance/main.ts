import { playAll, type ScenarioResult, summary } from './conformance';

const USAGE = `Usage: npm run conformance -- ESDB_URI
Plays the recorded scenarios against a server, for example esdb://127.0.0.1:2113?tls=false.
The server must be fresh (they write to fixed stream names) and insecure.`;

const QUIET_MS = 700;

/** Prints each scenario and the counts; exit code 1 when an answer differs, 2 for wrong arguments. */
async function main(uri: string | undefined): Promise<void> {
  const address = /^esdb:\/\/(?:[^@/]*@)?([^/?]+)/.exec(uri ?? '')?.[1];
  if (address === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const results = await playAll(address, { quietMs: QUIET_MS, onResult: print });
  process.stdout.write(`${summary(results)}\n`);
  process.exitCode = results.some((result) => result.wrong.length > 0) ? 1 : 0;
}

function print({ scenario, answers, wrong }: ScenarioResult): void {
  const mark = wrong.length === 0 ? 'as recorded' : `${String(wrong.length)} of ${String(answers)} differ`;
  process.stdout.write(`${scenario}: ${mark}\n${wrong.map((line) => `  ${line}\n`).join('')}`);
}

void main(process.argv[2]);
