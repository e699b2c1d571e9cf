import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { formatOf } from '../storage/schema';
import { explain, StoreFault } from '../storage/sqlite-errors';

export interface ReadOnlyStore {
  readonly db: DatabaseSync;
  readonly database: string;
  readonly format: number;
  close(): void;
}

/** Opens a store to look at it, also while a node writes it. Throws StoreFault. */
export function openReadOnly(database: string): ReadOnlyStore {
  if (!existsSync(database))
    throw new StoreFault(
      'MISSING',
      `There is no event store ${database}. Name its file with --db, or its folder with MIZAN_DATA_DIR.`,
    );
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(database, { readOnly: true, timeout: 2000 });
    const format = formatOf(db, database);
    if (format === 0)
      throw new StoreFault('FOREIGN', `The file ${database} is empty: no node has written it.`);
    const opened = db;
    return { db, database, format, close: () => opened.close() };
  } catch (error) {
    db?.close();
    throw explain(error, database);
  }
}
