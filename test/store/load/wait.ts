import { setTimeout as pause } from 'node:timers/promises';

/** Resolves true when the condition holds, false when it does not within so many seconds. */
export async function holdsWithin(seconds: number, condition: () => boolean): Promise<boolean> {
  const end = performance.now() + seconds * 1000;
  while (!condition()) {
    if (performance.now() > end) return false;
    await pause(20);
  }
  return true;
}
