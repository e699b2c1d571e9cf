import {
  loadMechanismFile,
  dataFiles,
  projectRoot,
  readSettings,
  SettingsProblem,
  type Settings,
} from '@mizan/runtime';
import { EXIT } from '../../../exit-code';
import { nothingRuns, readRuntime } from '../../../serve/runtime-file';
import { version } from '../../../version';
import type { Context } from '../../context';
import type { VerbSpec } from '../../spec';
import { diskOf } from '../disk';
import { processesOf, type RunningProcess } from '../processes';
import { eventsFile, readDatabase, worker } from './files';
import { finding, findingsOf, type Finding } from './finding';
import { dataFolder, disk, memory, nodeVersion } from './machine';
import { packages } from './packages';
import { identityProvider } from './provider';
import { reportText, type Report } from './report';
import { eventStore, serverReport, type ServerReport } from './server';

/** What the idle system may keep in memory. */
const memoryLimit = 400_000_000;

/** `mizan doctor`: changes nothing; asks the server as the operator unless told otherwise. */
export const doctor: VerbSpec = {
  name: 'doctor',
  description: 'versions, ports, lag, memory, disk; says what is wrong and what to do',
  kind: 'server',
  async run(context) {
    const report = await examine(context);
    const { exitCode: asked, ...shown } = report;
    const grave = report.trouble.some(({ mild }) => !mild);
    const exitCode = asked === EXIT.ok && grave ? EXIT.fault : asked;
    return { json: shown, text: () => reportText(shown), exitCode };
  },
};

async function examine(context: Context): Promise<Report & Pick<ServerReport, 'exitCode'>> {
  const { env } = context.terminal;
  const { settings, trouble } = settingsOf(env);
  const { found, ...server } = await serverReport(context.url, context.speakerOr('operator'));
  const machine = machineOf(settings);
  const local = await localFindings({ settings, env, machine, serverRuns: server.status !== null });
  return { ...machine, ...server, trouble: distinct([...trouble, ...local, ...found]) };
}

/** Defaults stand in for settings that cannot be used: there is more to look at. */
function settingsOf(env: NodeJS.ProcessEnv): { settings: Settings; trouble: readonly Finding[] } {
  try {
    const settings = readSettings(env);
    return { settings, trouble: mechanism(settings) };
  } catch (error) {
    if (!(error instanceof SettingsProblem)) throw error;
    const { MIZAN_DATA_DIR: dataDir } = env;
    const settings = readSettings(dataDir === undefined ? {} : { MIZAN_DATA_DIR: dataDir });
    return { settings, trouble: [unusable(error)] };
  }
}

function mechanism({ mechanismFile }: Settings): readonly Finding[] {
  try {
    loadMechanismFile(mechanismFile);
    return [];
  } catch (error) {
    if (error instanceof SettingsProblem) return [unusable(error)];
    throw error;
  }
}

function unusable(error: SettingsProblem): Finding {
  return finding('SETTING_UNUSABLE', error.message, 'Correct the setting and start Mizan again.');
}

type Machine = Pick<Report, 'version' | 'node' | 'dataDir' | 'processes' | 'memory' | 'disk'>;

function machineOf({ dataDir }: Settings): Machine {
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

interface Local {
  readonly settings: Settings;
  readonly env: NodeJS.ProcessEnv;
  readonly machine: Machine;
  readonly serverRuns: boolean;
}

function localFindings({ settings, env, machine, serverRuns }: Local): Promise<readonly Finding[]> {
  const { dataDir, oidc } = settings;
  const runsHere =
    serverRuns &&
    machine.processes.some(({ name, residentBytes }) => name === 'api' && residentBytes !== null);
  return findingsOf([
    () => nodeVersion(),
    () => packages(projectRoot()),
    () => dataFolder(dataDir),
    () => disk(dataDir, env),
    () => memory(machine.memory.residentBytes, memoryLimit),
    () => gone(machine.processes),
    () => eventsFile(settings),
    () => readDatabase(settings),
    () => (runsHere ? worker(settings) : []),
    () => eventStore(settings),
    () => identityProvider(oidc),
  ]);
}

function gone(processes: readonly RunningProcess[]): readonly Finding[] {
  const names = processes.filter(({ residentBytes }) => residentBytes === null).map(({ name }) => name);
  if (names.length === 0) return [];
  const detail = `On record as running, but gone: ${names.join(', ')}.`;
  return [finding('PROCESS_GONE', detail, 'The last Mizan was ended outright. Start it with npm start.')];
}

/** Two looks may find the same. */
function distinct(found: readonly Finding[]): readonly Finding[] {
  return found.filter(
    ({ code }, index) =>
      code === 'PROJECTION_STOPPED' || found.findIndex((one) => one.code === code) === index,
  );
}
