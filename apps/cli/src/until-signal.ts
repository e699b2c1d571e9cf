import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does `work`. A signal meanwhile ends the process with the code that a shell gives it, 130 after Ctrl-C, and not before
 * whatever waits for the process's 'exit' has cleaned up.
 */
export async function untilSignal<T>(work: () => Promise<T>): Promise<T> {
  const end = (signal: NodeJS.Signals) => process.exit(128 + constants.signals[signal]);
  for (const signal of signals) process.on(signal, end);
  try {
    return await work();
  } finally {
    for (const signal of signals) process.removeListener(signal, end);
  }
}
