import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../database/migrate';
import { openReadDatabase, type ReadDatabase } from '../database/read-database';

/** A folder for one spec, with what it opened. */
export interface Scratch {
  readonly folder: string;
  path(name: string): string;
  /** A migrated read database in this folder. */
  database(name?: string): Promise<ReadDatabase>;
  /** Closes every database and removes the folder. */
  clear(): Promise<void>;
}

export function scratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'mizan-read-models-'));
  const opened: ReadDatabase[] = [];
  const path = (name: string) => join(folder, name);
  return {
    folder,
    path,
    database: async (name = 'read.db') => {
      const database = openReadDatabase({ file: path(name) });
      opened.push(database);
      await migrate(database);
      return database;
    },
    clear: async () => {
      await Promise.all(opened.map((database) => database.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
