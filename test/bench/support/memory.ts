import { readFileSync } from 'node:fs';

/** Resident memory of a process in MB, as the kernel counts it. */
export function residentMb(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return (pages * 4096) / 1_048_576;
}

/** The largest resident memory of a process while `work` runs, looked at ten times a second. */
export async function peakMb(pid: number, work: () => Promise<unknown>): Promise<number> {
  let peak = residentMb(pid);
  const looking = setInterval(() => (peak = Math.max(peak, residentMb(pid))), 100);
  try {
    await work();
    return peak;
  } finally {
    clearInterval(looking);
  }
}
