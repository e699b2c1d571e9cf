import type { Status } from '@mizan/api-client';
import { megabytes } from '../../../output/bytes';
import { facts, table } from '../../../output/table';
import type { Disk } from '../disk';
import type { RunningProcess } from '../processes';
import type { Finding } from './finding';

export interface Report {
  readonly version: string;
  readonly node: string;
  readonly dataDir: string;
  readonly processes: readonly RunningProcess[];
  readonly memory: { readonly residentBytes: number; readonly limitBytes: number; readonly within: boolean };
  readonly disk: Disk | null;
  readonly url: string;
  readonly ready: boolean;
  readonly status: Status | null;
  readonly trouble: readonly Finding[];
}

export function reportText(report: Report): string {
  const running = table<RunningProcess>(
    [
      { title: 'PROCESS', value: ({ name }) => name },
      { title: 'PID', value: ({ pid }) => String(pid) },
      { title: 'PORT', value: ({ port }) => (port === null ? '' : String(port)) },
      { title: 'MEMORY', value: ({ residentBytes }) => megabytes(residentBytes) },
    ],
    report.processes,
  );
  const verdict =
    report.trouble.length > 0 ? report.trouble.map(findingText).join('\n') : 'Nothing is wrong.';
  return `${facts([...figures(report), ...statusFacts(report.status)])}\n\n${running}\n\n${verdict}`;
}

function findingText({ code, detail, remedy, mild }: Finding): string {
  return `${mild ? 'note' : 'FAULT'}  ${code}: ${detail}\n       ${remedy}`;
}

function figures({ version, node, url, ready, dataDir, memory, disk }: Report): [string, string | null][] {
  const room = disk ? ` (${megabytes(disk.usedBytes)}, ${megabytes(disk.freeBytes)} free)` : '';
  const kept = `${megabytes(memory.residentBytes)} of ${megabytes(memory.limitBytes)}`;
  return [
    ['Mizan', `${version}, Node ${node}`],
    ['Server', `${url} ${ready ? 'is ready' : 'is not ready'}`],
    ['Data folder', `${dataDir}${room}`],
    ['Memory', memory.residentBytes > 0 ? kept : null],
  ];
}

function statusFacts(status: Status | null): [string, string | null][] {
  if (!status) return [];
  const { eventStore, ledger, lag, activity } = status;
  return [
    ['Event store', `${eventStore.connection} ${eventStore.problem ?? 'answers'}`],
    ['Ledger', `position ${ledger.head ?? '–'}, readable up to ${ledger.readable ?? '–'}`],
    ['Lag', lag.events === null ? 'unknown' : `${String(lag.events)}${lag.more ? ' and more' : ''} events`],
    ['Doing', activity ? `${activity.what} since ${activity.since}` : null],
  ];
}
