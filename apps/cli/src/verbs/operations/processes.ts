import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { RuntimeRecord } from '../../serve/runtime-file';

export interface RunningProcess {
  readonly name: keyof RuntimeRecord;
  readonly pid: number;
  readonly port: number | null;
  /** Resident memory in bytes; null when it is not running. */
  readonly residentBytes: number | null;
}

const names = ['launcher', 'store', 'worker', 'api'] as const;

/** The processes of the record that have a process id, with the memory each of them keeps. */
export function processesOf(record: RuntimeRecord): RunningProcess[] {
  return names.flatMap((name) => {
    const { pid, port = null } = record[name];
    return pid === null ? [] : [{ name, pid, port, residentBytes: residentBytes(pid) }];
  });
}

export function residentBytes(pid: number): number | null {
  const kilobytes = fromProc(pid) ?? fromPs(pid);
  return kilobytes === null ? null : kilobytes * 1024;
}

function fromProc(pid: number): number | null {
  try {
    const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
    return found ? Number(found[1]) : null;
  } catch {
    return null;
  }
}

/** Systems without /proc. */
function fromPs(pid: number): number | null {
  try {
    const text = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
    return /^\s*\d+\s*$/.test(text) ? Number(text) : null;
  } catch {
    return null;
  }
}
