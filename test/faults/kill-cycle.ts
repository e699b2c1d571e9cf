import { setTimeout as pause } from 'node:timers/promises';
import type { ManagedProcess } from './managed-process';

export interface KillCycle {
  readonly targets: readonly ManagedProcess[];
  /** Kills of each target. */
  readonly times: number;
  /** Awaited after every restart: the load must have got through before the next kill. */
  readonly recovered: () => Promise<void>;
  readonly onKill?: (name: string, number: number) => void;
}

/** Kills the targets in turn at unforeseen moments and starts each again at once. */
export async function killInTurn({ targets, times, recovered, onKill }: KillCycle): Promise<void> {
  for (let number = 1; number <= times; number++) {
    for (const target of targets) {
      await pause(Math.random() * 250);
      await target.kill();
      onKill?.(target.name, number);
      await target.start();
      await recovered();
    }
  }
}
