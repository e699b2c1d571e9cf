import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, dropDatabase, onPostgres } from '../../../../test/support/postgres/databases';
import type { DatabaseLocation } from '../database/database';
import { migrate } from '../database/migrate';
import { openReadDatabase, type ReadDatabase } from '../database/read-database';

/** A folder for one spec, with what it opened. */
export interface Scratch {
  readonly folder: string;
  path(name: string): string;
  /** Where a database of this name is, on whatever the test run is about; made at the first call. */
  location(name?: string): Promise<DatabaseLocation>;
  /** A migrated read database. */
  database(name?: string): Promise<ReadDatabase>;
  /** Closes every database and removes them and the folder. */
  clear(): Promise<void>;
}

/** The name of what the test run is about. */
export const databaseKind = onPostgres() ? 'PostgreSQL' : 'SQLite';

export function scratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'mizan-read-models-'));
  const opened: ReadDatabase[] = [];
  const made = new Map<string, Promise<string>>();
  const path = (name: string) => join(folder, name);
  const location = async (name = 'read.db'): Promise<DatabaseLocation> => {
    if (!onPostgres()) return { file: path(name) };
    const url = made.get(name) ?? createDatabase();
    made.set(name, url);
    return { postgresUrl: await url };
  };
  return {
    folder,
    path,
    location,
    database: async (name) => {
      const database = openReadDatabase(await location(name));
      opened.push(database);
      await migrate(database);
      return database;
    },
    clear: async () => {
      await Promise.all(opened.map((database) => database.close()));
      for (const url of made.values()) await dropDatabase(await url);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
