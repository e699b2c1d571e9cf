import { type ChildProcess, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';

/** The resident memory of a process; where /proc is absent, as `ps` tells it. 0 when it is gone. */
export function residentMegabytes(pid: number): number {
  try {
    if (!existsSync('/proc/self/status'))
      return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** What is alive in a node that was started with `memory-probe.cjs`, after a collection. */
export async function aliveMegabytes(child: ChildProcess): Promise<number> {
  child.send('memory');
  const [{ alive }] = (await once(child, 'message')) as [{ readonly alive: number }];
  return alive / 1024 / 1024;
}

/** Looks at a process's memory ten times a second until told to stop; gives the largest it saw. */
export function watchMemory(pid: number): { stop: () => number } {
  let most = residentMegabytes(pid);
  const timer = setInterval(() => (most = Math.max(most, residentMegabytes(pid))), 100);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.max(most, residentMegabytes(pid));
    },
  };
}
