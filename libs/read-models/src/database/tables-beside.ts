import type { AddRows } from './add-rows';
import type { ReadDatabase } from './read-database';
import type { ReadTx } from './schema';

/** Tables of the same schema, apart from the live ones. Nobody reads them before the swap. */
export interface Beside {
  readonly db: ReadDatabase;
  /** Under this schema name a swap sees the rows that were built beside the live ones. */
  readonly schema: string;
  readonly add: AddRows;
  /** Where the database can do that without copying rows: puts a whole table in the live one's place, inside a swap. */
  exchange?(tx: ReadTx, table: string): Promise<void>;
  /** One transaction of the live database in which the tables beside are readable under `schema`. */
  swap<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>;
  discard(): Promise<void>;
}
