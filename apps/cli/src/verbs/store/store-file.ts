import { dataFiles, readSettings } from '@mizan/runtime';
import { StoreFault } from '@mizan/store-node';
import { CliProblem, fault, usage } from '../../cli-problem';
import { refused } from './refused';
import type { Context } from '../context';
import type { OptionSpec } from '../spec';

export const dbOption: OptionSpec = {
  flags: '--db <file>',
  description: 'the event store (default: events.db in MIZAN_DATA_DIR)',
};

/** The embedded store's file: --db, else the data folder's. */
export function storeFile(context: Context): string {
  return context.text('db') ?? dataFiles(readSettings(context.terminal.env).dataDir).events;
}

/** Gives the store's faults the command line's form. @throws CliProblem */
export async function withStoreFaults<T>(action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof StoreFault ? problemOf(error) : error;
  }
}

function problemOf({ code, message }: StoreFault): CliProblem {
  // The store's sentences say what to do already.
  if (code === 'MISSING' || code === 'FOREIGN') return usage(message, '');
  if (code === 'EXISTS') return refused(message);
  return fault(message, '');
}
