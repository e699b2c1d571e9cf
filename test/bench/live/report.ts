import { isClean, type Account } from './judge';
import type { LoadReport } from './live-load';

const columns = ['expected', 'received', 'doubled', 'outOfOrder', 'missing', 'foreign', 'connects'] as const;

/** Every reader on a line of its own, then what it comes to. */
export function reportInWords({
  appends,
  repeated,
  events,
  accounts,
  interruptions,
  latency,
  across,
}: LoadReport): string {
  const sum = (of: (account: Account) => number) =>
    accounts.reduce((total, account) => total + of(account), 0);
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  return [
    row('READER', 'IDENTITY', [
      'EXPECTED',
      'RECEIVED',
      'DOUBLED',
      'OUT OF ORDER',
      'MISSING',
      'FOREIGN',
      'CONNECTS',
    ]),
    ...accounts.map((account, number) =>
      row(
        String(number + 1),
        account.persona,
        columns.map((name) => String(account[name])),
      ),
    ),
    row(
      'all',
      '',
      columns.map((name) => String(sum((account) => account[name]))),
    ),
    '',
    `${appends} appends (${repeated} sent again), ${events} events; ${accounts.filter(isClean).length} of ${accounts.length} readers received each event they may see once and in order.`,
    `ends and refusals that readers met: ${JSON.stringify(interruptions)}`,
    latency === null
      ? 'append → screen: nothing arrived while the api was up throughout'
      : `append → screen: p50 ${ms(latency.p50)}, p99 ${ms(latency.p99)}, longest ${ms(latency.longest)} (${latency.count} arrivals while the api was up)`,
    `across the restarts of the api: longest ${ms(across.longest)} (${across.count} arrivals)`,
  ].join('\n');
}

function row(number: string, persona: string, cells: readonly string[]): string {
  return [number.padStart(6), persona.padEnd(14), ...cells.map((cell) => cell.padStart(12))].join(' ');
}
