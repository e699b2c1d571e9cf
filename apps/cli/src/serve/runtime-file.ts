import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { errorWords } from '../output/error-words';

export interface RunningChild {
  readonly pid: number | null;
  readonly port?: number | null;
}

/** Who runs where. For people and the doctor: it tells, it never locks. `pid` is null when that process is not running. */
export interface RuntimeRecord {
  readonly launcher: RunningChild;
  readonly store: RunningChild;
  readonly worker: RunningChild;
  readonly api: RunningChild;
}

export const nothingRuns: RuntimeRecord = {
  launcher: { pid: null },
  store: { pid: null, port: null },
  worker: { pid: null },
  api: { pid: null, port: null },
};

/** The last record, or null when there is none that can be read. */
export function readRuntime(file: string): RuntimeRecord | null {
  try {
    const found = JSON.parse(readFileSync(file, 'utf8')) as Partial<RuntimeRecord> | null;
    return found ? { ...nothingRuns, ...found } : null;
  } catch {
    return null;
  }
}

/** Replaces the record in one step: a reader sees the old one or the new one. */
export function writeRuntime(file: string, record: RuntimeRecord): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** Writes records as far as that goes. Where it does not, says so once and goes on: nothing hangs on the record. */
export function runtimeRecorder(file: string, say: (line: string) => void): (record: RuntimeRecord) => void {
  let told = false;
  return (record) => {
    try {
      writeRuntime(file, record);
    } catch (error) {
      if (!told)
        say(`${file} cannot be written (${errorWords(error)}): mizan doctor may name other processes.`);
      told = true;
    }
  };
}
