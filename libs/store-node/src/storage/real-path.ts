import { existsSync, realpathSync, statSync } from 'node:fs';
import { StoreFault } from './faults';

/** Where a store really is: what stands beside it stands there, whatever links lead to it. */
export function realPathOf(database: string): string {
  return existsSync(database) ? realpathSync(database) : database;
}

/** Throws StoreFault when what is there is no file: a device or a pipe must be neither read nor replaced. */
export function assertFile(database: string): void {
  const found = statSync(database, { throwIfNoEntry: false });
  if (found === undefined || found.isFile()) return;
  const what = found.isDirectory() ? 'a folder' : 'no regular file';
  throw new StoreFault(
    'FOREIGN',
    `${database} is ${what}, and an event store is a file. Name it with --db, such as events.db in the data folder.`,
  );
}
