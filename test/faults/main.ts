import { runFaults, type FaultsReport } from './faults';

/** `npm run faults [-- times]`: 50 kills of each process unless told otherwise. Exit code 1 when anything is wrong. */
async function main(): Promise<void> {
  const times = Number(process.argv[2] ?? 50);
  if (!Number.isInteger(times) || times < 1)
    throw new Error('Say how many kills of each process: 1 or more.');
  const begun = Date.now();
  const onKill = (name: string, number: number) =>
    console.error(
      `kill -9 ${name}, ${number} of ${times}, after ${((Date.now() - begun) / 1000).toFixed(1)} s`,
    );
  const report = await runFaults({ times, writers: 8, onKill });
  console.log(inWords(report));
  process.exitCode = isClean(report) ? 0 : 1;
}

function inWords({ kills, repeated, ledger, readSide }: FaultsReport): string {
  return [
    `kills: ${kills}`,
    `acknowledged orders: ${ledger.acknowledged}, of which repeated after a fault: ${repeated}`,
    `events in the ledger: ${ledger.events}`,
    `lost: ${ledger.lost.length}`,
    `doubled: ${ledger.doubled.length}`,
    `deadlines that ran out: ${ledger.abandoned}, missed other than once: ${ledger.deadlines.length}`,
    `read rows: ${readSide.rows}, tables unlike a rebuild: ${readSide.different.join(', ') || 'none'}`,
  ].join('\n');
}

function isClean({ ledger, readSide }: FaultsReport): boolean {
  const wrong = [ledger.lost, ledger.doubled, ledger.deadlines, readSide.different];
  return wrong.every((found) => found.length === 0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
