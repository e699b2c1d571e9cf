import { accessSync, constants, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorWords } from '../../../output/error-words';
import { megabytes } from '../../../output/bytes';
import { finding, mild, type Finding } from './finding';

/** The release that everything was tried with. */
const nodeMajor = 24;

/** Bytes that must be free, unless MIZAN_DISK_RESERVE_MB says otherwise. */
const reserve = 500_000_000;

export function nodeVersion(version = process.version): readonly Finding[] {
  if (version.startsWith(`v${nodeMajor}.`)) return [];
  const detail = `This is Node ${version}; Mizan runs on Node ${nodeMajor}.`;
  return [finding('NODE_VERSION', detail, 'Start Mizan with npm start or npx mizan, which bring their own.')];
}

/** Whether this user can keep files there; a folder that does not exist yet is made by the start. */
export function dataFolder(dataDir: string): readonly Finding[] {
  const folder = nearestExisting(dataDir);
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    if (!statSync(folder).isDirectory()) throw new Error(`${folder} is no folder`);
  } catch (error) {
    const detail = `The data folder ${dataDir} cannot be used: ${errorWords(error)}.`;
    const remedy = 'Give the user who runs Mizan the right to write there, or set MIZAN_DATA_DIR.';
    return [finding('DATA_FOLDER_UNUSABLE', detail, remedy)];
  }
  return folder === dataDir ? owner(dataDir) : [];
}

function owner(dataDir: string): readonly Finding[] {
  const { uid } = statSync(dataDir);
  const own = process.getuid?.();
  if (own === undefined || own === uid) return [];
  const detail = `The data folder ${dataDir} belongs to user ${uid}, and this is user ${own}.`;
  return [
    finding('DATA_FOLDER_FOREIGN', detail, 'Run Mizan and its commands as the user who owns the folder.'),
  ];
}

export function disk(dataDir: string, env: NodeJS.ProcessEnv): readonly Finding[] {
  const wanted = env['MIZAN_DISK_RESERVE_MB'] ? Number(env['MIZAN_DISK_RESERVE_MB']) * 1e6 : reserve;
  const free = freeBytes(nearestExisting(dataDir));
  if (free === null || free >= wanted) return [];
  const detail = `The disk of ${dataDir} has ${megabytes(free)} left, less than the ${megabytes(wanted)} to keep in reserve.`;
  return [finding('DISK_NEARLY_FULL', detail, 'Make room before the ledger can no longer be written.')];
}

export function memory(residentBytes: number, limitBytes: number): readonly Finding[] {
  if (residentBytes <= limitBytes) return [];
  const detail = `Mizan keeps ${megabytes(residentBytes)} of memory; idle it needs less than ${megabytes(limitBytes)}.`;
  return [
    mild(
      'MEMORY_HIGH',
      detail,
      'Normal under load. If it stays so when idle, start Mizan again and report it.',
    ),
  ];
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

function nearestExisting(folder: string): string {
  const parent = dirname(folder);
  return parent === folder || statSync(folder, { throwIfNoEntry: false }) ? folder : nearestExisting(parent);
}
