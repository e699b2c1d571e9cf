import { existsSync, realpathSync } from 'node:fs';

/** Where a store really is: what stands beside it stands there, whatever links lead to it. */
export function realPathOf(database: string): string {
  return existsSync(database) ? realpathSync(database) : database;
}
