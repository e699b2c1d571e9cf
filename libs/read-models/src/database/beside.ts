import { besideInSchema } from '../postgres/beside-schema';
import { besideInFile } from '../sqlite/beside-file';
import type { ReadDatabase } from './read-database';
import type { ReadTx } from './schema';

/** Tables of the same schema, apart from the live ones. Nobody reads them before the swap. */
export interface Beside {
  readonly db: ReadDatabase;
  /** Under this schema name a swap sees the rows that were built beside the live ones. */
  readonly schema: string;
  /** One transaction of the live database in which the tables beside are readable under `schema`. */
  swap<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>;
  discard(): Promise<void>;
}

/**
 * Empty tables beside those of `live`: the live database's writers never wait for what is written there. What an ended
 * worker left behind is removed.
 */
export function openBeside(live: ReadDatabase, name: string): Promise<Beside> {
  return 'file' in live.location
    ? besideInFile(live, `${live.location.file}-rebuild-${name}`)
    : besideInSchema(live, { url: live.location.postgresUrl, name });
}
