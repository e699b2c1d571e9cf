import { dataFiles, readSettings } from '@mizan/runtime';
import { megabytes } from '../../output/bytes';
import { facts, table } from '../../output/table';
import { nothingRuns, readRuntime } from '../../serve/runtime-file';
import { version } from '../../version';
import type { Context } from '../context';
import type { VerbSpec } from '../spec';
import { diagnosisOf, type Diagnosis, type Status } from './diagnosis';
import { diskOf, type Disk } from './disk';
import { processesOf, type RunningProcess } from './processes';

/** What the idle system may keep in memory. */
const memoryLimit = 400_000_000;

interface Report extends Omit<Diagnosis, 'exitCode'> {
  readonly version: string;
  readonly node: string;
  readonly dataDir: string;
  readonly processes: readonly RunningProcess[];
  readonly memory: { readonly residentBytes: number; readonly limitBytes: number; readonly within: boolean };
  readonly disk: Disk | null;
}

/** `mizan doctor`: reads only, as the operator unless told otherwise. */
export const doctor: VerbSpec = {
  name: 'doctor',
  description: 'versions, ports, lag, memory, disk; says what is wrong and what to do',
  kind: 'server',
  async run(context) {
    const { exitCode, ...diagnosis } = await diagnosisOf(context.url, context.text('as') ?? 'operator');
    const report = { ...machine(context), ...diagnosis };
    const trouble = [...report.trouble, ...complaints(report)];
    const whole = { ...report, trouble };
    return { json: whole, text: () => reportText(whole), exitCode };
  },
};

function machine(context: Context) {
  const { dataDir } = readSettings(context.terminal.env);
  const processes = processesOf(readRuntime(dataFiles(dataDir).runtime) ?? nothingRuns);
  const residentBytes = processes.reduce((sum, { residentBytes: bytes }) => sum + (bytes ?? 0), 0);
  return {
    version: version(),
    node: process.version,
    dataDir,
    processes,
    memory: { residentBytes, limitBytes: memoryLimit, within: residentBytes <= memoryLimit },
    disk: diskOf(dataDir),
  };
}

function complaints({ memory, processes, disk }: Pick<Report, 'memory' | 'processes' | 'disk'>): string[] {
  const gone = processes.filter(({ residentBytes }) => residentBytes === null).map(({ name }) => name);
  return [
    ...(memory.within
      ? []
      : [`Mizan keeps ${megabytes(memory.residentBytes)}, more than ${megabytes(memoryLimit)}.`]),
    ...(gone.length > 0
      ? [`On record as running, but gone: ${gone.join(', ')}. Start Mizan with npm start.`]
      : []),
    ...(disk && disk.freeBytes < 500_000_000 ? [`Only ${megabytes(disk.freeBytes)} of disk are left.`] : []),
  ];
}

function reportText(report: Report): string {
  const { memory, disk, status } = report;
  const figures = facts([
    ['Mizan', `${report.version}, Node ${report.node}`],
    ['Server', `${report.url} ${report.ready ? 'is ready' : 'is not ready'}`],
    [
      'Data folder',
      `${report.dataDir}${disk ? ` (${megabytes(disk.usedBytes)}, ${megabytes(disk.freeBytes)} free)` : ''}`,
    ],
    [
      'Memory',
      memory.residentBytes > 0
        ? `${megabytes(memory.residentBytes)} of ${megabytes(memory.limitBytes)}`
        : null,
    ],
    ...statusFacts(status),
  ]);
  const running = table<RunningProcess>(
    [
      { title: 'PROCESS', value: ({ name }) => name },
      { title: 'PID', value: ({ pid }) => String(pid) },
      { title: 'PORT', value: ({ port }) => (port === null ? '' : String(port)) },
      { title: 'MEMORY', value: ({ residentBytes }) => megabytes(residentBytes) },
    ],
    report.processes,
  );
  const verdict = report.trouble.length > 0 ? report.trouble.join('\n') : 'Nothing is wrong.';
  return `${figures}\n\n${running}\n\n${verdict}`;
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
